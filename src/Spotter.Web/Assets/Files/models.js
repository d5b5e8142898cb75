import { parse, patience, reach } from './reach.js';

// While a training runs, the page says how far it is; when it ends, what came of it.
const place = document.getElementById('training');
const training = patience('training', 'How the training goes is not known.');

async function look() {
  try {
    const part = parse(await reach('/models/training'));
    training.worked();
    if (part.querySelector('[data-running]')) {
      const focused = document.activeElement?.closest('#training') ? document.activeElement.textContent : null;
      place.replaceChildren(...part.body.childNodes);
      if (focused) [...place.querySelectorAll('button, a')].find(one => one.textContent === focused)?.focus();
    } else {
      const page = parse(await reach('/models'));
      document.querySelector('main').replaceChildren(...page.querySelector('main').childNodes);
      document.getElementById('told').textContent = 'The training has ended.';
      return;
    }
  } catch (error) {
    training.failed(error.message);
  }
  setTimeout(look, 1000);
}
if (place?.querySelector('[data-running]')) setTimeout(look, 1000);

// What is too large is told before it is sent.
const file = document.querySelector('[data-most]');
file?.addEventListener('change', () => {
  const tooLarge = file.files[0]?.size > Number(file.dataset.most);
  file.setCustomValidity(tooLarge ? `It has more than ${Math.floor(file.dataset.most / 1e6)} MB.` : '');
  file.reportValidity();
});

// Two models are compared a few seconds at a time.
const more = document.querySelector('[data-more] a');
if (more) setTimeout(() => location.replace(more.href), 500);
