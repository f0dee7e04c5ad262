export { en as bn } from './en.ts';
