import { describe, expect, it } from 'vitest';
import { render } from '../../shared/render.ts';
import { makeHtmlConverter } from '../../server/reach/importers/stackexchange/html.ts';
import { writtenIn } from '../../server/reach/importers/written.ts';

const TEXTS = {
  fr: 'Comment redresser une roue voilée sans outil particulier ? Les rayons sont déjà tendus et le frein frotte.',
  de: 'Wie kann ich ein Laufrad ohne besonderes Werkzeug zentrieren? Die Speichen sind schon gespannt.',
  ru: 'Как выправить колесо без специального инструмента? Спицы уже натянуты, и тормоз задевает обод.',
  ar: 'كيف يمكنني تعديل العجلة من دون أدوات خاصة؟ الأسلاك مشدودة والمكابح تحتك بالإطار.',
  ja: '特別な工具なしで車輪の振れを取るにはどうすればいいですか。スポークはもう張ってあります。',
  bn: 'বিশেষ যন্ত্র ছাড়া চাকা কীভাবে সোজা করব? স্পোকগুলো আগেই টানটান করা আছে।',
};

describe('an imported community', () => {
  it.each(Object.entries(TEXTS))('is known to write in %s', (language, text) => {
    expect(writtenIn(Array(10).fill(text), 'en')).toEqual({ language, maths: false });
  });

  it('need not say the forum’s own language, nor one that nobody can tell', () => {
    expect(writtenIn(Array(10).fill(TEXTS.fr), 'fr').language).toBeNull();
    expect(writtenIn(['short'], 'en').language).toBeNull();
    expect(writtenIn(['1234 '.repeat(200)], 'en').language).toBeNull();
  });

  it('has mathematics where one text in twenty has a formula, and not for prices', () => {
    const plain = Array(19).fill('It costs $5 here and $6 there.');
    expect(writtenIn([...plain, 'Let $x^2$ be.'], 'en').maths).toBe(true);
    expect(writtenIn([...plain, ...plain, 'Let $x^2$ be.'], 'en').maths).toBe(false);
  });

  it('keeps its formulas to the letter, also where only HTML is known', () => {
    const html = '<p>Let $\\{0,1\\}_n*a*$ and $$x_1 \\\\ y_2$$ be, 5*6*7.</p>';
    const { text } = render(makeHtmlConverter({ origin: null }, true)(html), { maths: true });
    expect(text).toBe('Let $\\{0,1\\}_n*a*$ and $$x_1 \\\\ y_2$$ be, 5*6*7.');
  });
});
