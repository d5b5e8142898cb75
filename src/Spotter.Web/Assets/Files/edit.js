import { hush, parse, reach, tell } from './reach.js';

// The preview follows what is written, a moment after it was.
const form = document.getElementById('edit');
let timer = 0;
let asked = 0;

async function preview() {
  const mine = ++asked;
  try {
    const page = parse(await reach(`/accounts/edit?${new URLSearchParams(new FormData(form))}`));
    if (mine !== asked) return;
    document.getElementById('preview').replaceChildren(...page.getElementById('preview').childNodes);
    hush('preview');
  } catch (error) {
    if (mine === asked) tell('preview', `The preview is of what was written before. ${error.message}`, { again: preview });
  }
}

form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(preview, 400);
});
