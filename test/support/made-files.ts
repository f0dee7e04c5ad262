/** Files that are what they seem, and files that mean no good. */
import { deflateRawSync, gzipSync, crc32 } from 'node:zlib';

const latin = (text: string) => Buffer.from(text, 'latin1');

/** A PDF with a page that says nothing. */
export const pdf = ({ after = '', behind = '' } = {}): Buffer =>
  latin(
    `%PDF-1.4\n%\xe2\xe3\xcf\xd3\n${after}1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\nstartxref\n0\n%%EOF\n${behind}`,
  );

/** An archive with one file in it. */
export function zip({
  name = 'notes.txt',
  words = 'Water twice a week.',
  note = '',
  shift = 0,
  count = 1,
  more = 0,
} = {}): Buffer {
  const [packed, plain] = [deflateRawSync(words), Buffer.from(words)];
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(8, 4);
  facts.writeUInt32LE(crc32(plain), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(plain.length, 18);
  facts.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([latin('PK\x03\x04'), facts, latin(name), packed]);
  const list = Buffer.concat([latin('PK\x01\x02\x14\0'), facts, Buffer.alloc(14), latin(name)]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(local.length + shift, 12);
  end.writeUInt16LE(note.length + more, 16);
  return Buffer.concat([local, list, latin('PK\x05\x06'), end, latin(note)]);
}

const program = Buffer.concat([latin('MZ\x90\0\x03\0\0\0'), Buffer.alloc(300, 0x90)]);
const page = '<!doctype html><title>x</title><script>alert(document.domain)</script>';
const script = '<script>alert(1)</script>';

/** Each is refused, whatever it is called. */
export const HOSTILE: [string, Buffer][] = [
  ['a program', program],
  ['an ELF program', latin('\x7fELF\x02\x01\x01\0')],
  ['a program before an archive', Buffer.concat([program, zip()])],
  ['a page', Buffer.from(page)],
  ['a page after white space', Buffer.from(`\n\n \t${page}`)],
  ['a page after a byte order mark', Buffer.from(`\ufeff${page}`)],
  ['a page in capitals', Buffer.from('<HTML><BODY onload=alert(1)>')],
  ['a script', Buffer.from(script)],
  ['a frame', Buffer.from('<iframe src="//elsewhere.example"></iframe>')],
  ['a drawing that runs', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  [
    'a document that runs',
    Buffer.from(`<?xml version="1.0"?><x:html xmlns:x="http://www.w3.org/1999/xhtml">${script}</x:html>`),
  ],
  ['a page in UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(page, 'utf16le')])],
  ['a page in UTF-7', Buffer.concat([Buffer.from('+ADw-script+AD4-'), Buffer.from([0])])],
  ['a text with NUL', Buffer.from('words\0more words')],
  ['a text with control characters', Buffer.from('words\u0007\u0008')],
  ['a text that is no UTF-8', Buffer.from([0x63, 0x61, 0x66, 0xe9])],
  ['an overlong sequence', Buffer.from([0x61, 0xc0, 0xbc, 0x61])],
  ['half a letter', Buffer.from('গ').subarray(0, 2)],
  ['only white space', Buffer.from(' \n\t ')],
  ['one byte', Buffer.from([0xff])],
  ['a PDF that is a page', pdf({ after: `${page}\n` })],
  ['a PDF that is a script', pdf({ after: `${script}\n` })],
  ['a PDF with an archive behind it', Buffer.concat([pdf(), zip({ shift: pdf().length })])],
  ['a PDF with an archive that has a note', Buffer.concat([pdf(), zip({ note: '%%EOF', shift: 9 })])],
  ['a PDF without an end', pdf().subarray(0, 100)],
  ['a head of PDF and nothing', latin('%PDF-1.7')],
  ['a PDF of no version', latin('%PDF-x.y\n%%EOF\n')],
  ['words before a PDF', Buffer.concat([Buffer.from('Dear reader, '), pdf()])],
  ['plain words before the head of a PDF', Buffer.from('Dear reader, %PDF-1.4 and so on %%EOF')],
  ['an archive with a PDF head', Buffer.concat([latin('%PDF-1.4\n'), zip()])],
  ['an archive that is cut', zip().subarray(0, 40)],
  ['a head of an archive and nothing', latin('PK\x03\x04')],
  ['an archive without files', Buffer.concat([latin('PK\x05\x06'), Buffer.alloc(18)])],
  ['an archive that says it has none', zip({ count: 0 })],
  ['an archive with something behind it', Buffer.concat([zip(), Buffer.from(page)])],
  ['an archive with something between', zip({ shift: 4 })],
  ['an archive whose note is longer than it', zip({ more: 500 })],
  ['an archive whose list lies beyond it', zip({ shift: 1_000_000 })],
  ['an archive with another end in its note', zip({ note: 'PK\x05\x06' + 'a'.repeat(18) })],
  ['something packed', gzipSync('words')],
  ['a Java class', latin('\xca\xfe\xba\xbe\0\0\0\x34')],
  ['an old office document', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
  ['a Windows shortcut', latin('L\0\0\0\x01\x14\x02\0')],
];
