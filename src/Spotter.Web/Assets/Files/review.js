import { onKey, showKeys } from './keys.js';

const press = event => {
  const target = document.querySelector(`[data-key="${event.key}"]`);
  if (!target) return false;
  target.click();
};

const keys = { '?': () => showKeys([
  ['r', 'the model is right'], ['x', 'it is wrong, of two labels'], ['1-9', 'a label'], ['s', 'skip'], ['u', 'undo'], ['?', 'these keys'],
]) };
for (const key of 'rxsu123456789') keys[key] = press;
onKey(keys);
