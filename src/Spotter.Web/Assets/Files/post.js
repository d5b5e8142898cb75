import { onKey, showKeys } from './keys.js';

const toggle = () => document.querySelectorAll('.boxes').forEach(boxes => boxes.classList.toggle('hidden'));

onKey({
  w: toggle,
  '?': () => showKeys([['w', 'frames around the words, on and off'], ['?', 'these keys']]),
});
