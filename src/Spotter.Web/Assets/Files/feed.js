import { onKey, showKeys } from './keys.js';
import { hush, parse, patience, reach, tell } from './reach.js';

const cards = document.getElementById('cards');
const links = () => [...cards.querySelectorAll('.shot')];

// What is older comes when its place is reached; the link stays for whoever wants it before.
let loading = false;
async function loadMore(link) {
  if (loading) return;
  loading = true;
  try {
    const page = parse(await reach(link.href));
    cards.append(...page.querySelectorAll('#cards > li'));
    const next = page.querySelector('.more');
    const more = document.querySelector('.more');
    if (next) more.replaceWith(next); else more.remove();
    hush('older');
    watchEnd();
  } catch (error) {
    // Its place is in sight still, and it would be asked for without end.
    end.disconnect();
    tell('older', `Older posts did not come. ${error.message}`, { again: () => loadMore(link) });
  } finally {
    loading = false;
  }
}

const end = new IntersectionObserver(entries => {
  const link = document.getElementById('next');
  if (link && entries.some(entry => entry.isIntersecting)) loadMore(link);
}, { rootMargin: '800px' });

function watchEnd() {
  end.disconnect();
  const link = document.getElementById('next');
  if (link) end.observe(link);
}
watchEnd();
addEventListener('online', watchEnd);

// New posts are told of, and shown when that is asked for: nothing that is looked at moves.
if ('newest' in cards.dataset) {
  const after = () => `after=${encodeURIComponent(cards.dataset.newest)}`;
  // A host that holds no answer open is asked now and then; one that does where something between holds back a stream, too.
  const every = Number(cards.dataset.news) * 1000;
  const news = patience('news', 'New posts are not told of.');
  let pill = null;
  let stop = null;
  let showing = false;
  const listen = () => {
    if (every) { ask(0, every); return; }
    const source = new EventSource(`/api/events?${after()}`);
    source.addEventListener('posts', event => count(JSON.parse(event.data)));
    source.addEventListener('open', news.worked);
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) ask(25, 2000); else news.failed('Spotter cannot be reached.');
    });
    stop = () => source.close();
  };
  const ask = (wait, pause) => {
    let isOver = false;
    let known = 0;
    stop = () => { isOver = true; };
    const again = async () => {
      if (isOver) return;
      if (document.hidden) { document.addEventListener('visibilitychange', again, { once: true }); return; }
      try {
        const text = await reach(`/api/news?${after()}&known=${known}&wait=${wait}`, { headers: { Accept: 'application/json' } });
        if (isOver) return;
        news.worked();
        const told = JSON.parse(text);
        if (told.count > known) { known = told.count; count(told); }
      } catch (error) {
        if (!isOver) news.failed(error.message);
      }
      setTimeout(again, pause);
    };
    again();
  };
  const count = fresh => {
    if (!pill) {
      pill = document.createElement('button');
      pill.className = 'pill';
      pill.addEventListener('click', show);
      pill.setAttribute('aria-live', 'polite');
      document.querySelector('main').append(pill);
    }
    pill.textContent = `${fresh.count}${fresh.isMore ? '+' : ''} new ${fresh.count === 1 ? 'post' : 'posts'} ↑`;
    if (links().length === 0) show();
  };
  const show = async () => {
    if (showing) return;
    showing = true;
    try {
      take(parse(await reach('/')));
    } catch (error) {
      tell('news', `New posts did not come. ${error.message}`, { again: show });
    } finally {
      showing = false;
    }
  };
  const take = page => {
    stop();
    hush('news');
    pill?.remove();
    pill = null;
    const fresh = page.getElementById('cards');
    const known = new Set([...cards.children].map(card => card.dataset.place));
    const added = [...fresh.children].filter(card => !known.has(card.dataset.place));
    if (added.length === fresh.children.length && known.size > 0) { location.assign('/'); return; }
    document.querySelector('.empty')?.remove();
    cards.prepend(...added);
    cards.dataset.newest = fresh.dataset.newest;
    scrollTo({ top: 0 });
    listen();
  };
  listen();
}

function move(step) {
  const all = links();
  if (all.length === 0) return;
  const at = all.indexOf(document.activeElement);
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

// What is said of a picture is kept at once; u takes it back, as far back as one likes.
const said = [];
const labels = JSON.parse(cards.dataset.labels);

const send = (address, fields) =>
  reach(address, { method: 'POST', body: new URLSearchParams(fields), headers: { Accept: 'application/json' } });

async function label(choose, card = document.activeElement?.closest('.card')) {
  if (!card?.dataset.picture) return;
  const { account, key, picture, best } = card.dataset;
  const name = choose(best);
  if (!name) return;
  try {
    await send('/review', { account, key, picture, label: name });
  } catch (error) {
    tell('label', `${name} did not get through. ${error.message}`, { again: () => { focusOn(card); label(() => name, card); } });
    return;
  }
  const chip = card.querySelector('.chip');
  said.push({ picture, chip, before: [...chip.childNodes] });
  const now = document.createElement('span');
  now.className = 'name';
  now.textContent = `${name}, say you`;
  chip.replaceChildren(now);
  tell('label', `${name} it is. u undoes it.`);
}

// The button that was pressed is gone, and keys are for the picture.
const focusOn = card => card.querySelector('.shot').focus();

async function undo() {
  const last = said.pop();
  if (!last) return;
  try {
    await send('/review/undo', { picture: last.picture });
  } catch (error) {
    said.push(last);
    tell('label', `That is not taken back. ${error.message}`, { again: undo });
    return;
  }
  last.chip.replaceChildren(...last.before);
  tell('label', 'Taken back.');
}

const numbers = Object.fromEntries(labels.slice(0, 9).map((name, index) => [index + 1, () => { label(() => name); }]));

onKey({
  ...numbers,
  r: () => { label(best => best); },
  x: () => { label(best => labels.length === 2 ? labels.find(name => name !== best) : null); },
  u: () => { undo(); },
  j: () => move(1),
  k: () => move(-1),
  '/': () => {
    document.querySelector('.search details').open = true;
    document.querySelector('.search input[name=words]').focus();
  },
  '?': () => showKeys([
    ['j, k', 'next and previous picture'], ['Enter', 'open it'], ['r', 'the model is right'], ['x', 'it is wrong, of two labels'],
    ...labels.slice(0, 9).map((name, index) => [index + 1, name]), ['u', 'undo'], ['/', 'filter by words'], ['?', 'these keys'],
  ]),
});
