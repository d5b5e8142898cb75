import { onKey, showKeys } from './keys.js';

const cards = document.getElementById('cards');
const links = () => [...cards.querySelectorAll('.shot')];
const parse = async response => new DOMParser().parseFromString(await response.text(), 'text/html');

// What is older comes when its place is reached; the link stays for whoever wants it before.
let loading = false;
async function loadMore(link) {
  if (loading) return;
  loading = true;
  try {
    const response = await fetch(link.href);
    if (!response.ok) return;
    const page = await parse(response);
    cards.append(...page.querySelectorAll('#cards > li'));
    const next = page.querySelector('.more');
    const more = document.querySelector('.more');
    if (next) more.replaceWith(next); else more.remove();
  } finally {
    loading = false;
    watchEnd();
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

// New posts are told of, and shown when that is asked for: nothing that is looked at moves.
if ('newest' in cards.dataset) {
  const after = () => `after=${encodeURIComponent(cards.dataset.newest)}`;
  // A host that holds no answer open is asked now and then; one that does where something between holds back a stream, too.
  const every = Number(cards.dataset.news) * 1000;
  let pill = null;
  let stop = null;
  const listen = () => {
    if (every) { ask(0, every); return; }
    const source = new EventSource(`/api/events?${after()}`);
    source.addEventListener('posts', event => tell(JSON.parse(event.data)));
    source.addEventListener('error', () => { if (source.readyState === EventSource.CLOSED) ask(25, 2000); });
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
        const response = await fetch(`/api/news?${after()}&known=${known}&wait=${wait}`, { headers: { Accept: 'application/json' } });
        const news = response.ok ? await response.json() : { count: 0 };
        if (!isOver && news.count > known) { known = news.count; tell(news); }
      } catch {
        // It is asked again.
      }
      setTimeout(again, pause);
    };
    again();
  };
  const tell = news => {
    if (!pill) {
      pill = document.createElement('button');
      pill.className = 'pill';
      pill.addEventListener('click', show);
      pill.setAttribute('aria-live', 'polite');
      document.querySelector('main').append(pill);
    }
    pill.textContent = `${news.count}${news.isMore ? '+' : ''} new ${news.count === 1 ? 'post' : 'posts'} ↑`;
    if (links().length === 0) show();
  };
  const show = async () => {
    stop();
    pill.remove();
    pill = null;
    const page = await parse(await fetch('/'));
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

async function send(address, fields) {
  const response = await fetch(address, { method: 'POST', body: new URLSearchParams(fields), headers: { Accept: 'application/json' } });
  if (response.ok) return true;
  notice((await response.json()).detail);
  return false;
}

function notice(text) {
  document.querySelector('.floating')?.remove();
  const line = document.createElement('p');
  line.className = 'notice floating';
  line.setAttribute('role', 'status');
  line.textContent = text;
  document.querySelector('main').append(line);
  setTimeout(() => line.remove(), 10000);
}

async function label(choose) {
  const card = document.activeElement?.closest('.card');
  if (!card?.dataset.picture) return;
  const { account, key, picture, best } = card.dataset;
  const name = choose(best);
  if (!name || !await send('/review', { account, key, picture, label: name })) return;
  const chip = card.querySelector('.chip');
  said.push({ picture, chip, before: [...chip.childNodes] });
  const now = document.createElement('span');
  now.className = 'name';
  now.textContent = `${name}, say you`;
  chip.replaceChildren(now);
  notice(`${name} it is. u undoes it.`);
}

async function undo() {
  const last = said.pop();
  if (!last || !await send('/review/undo', { picture: last.picture })) return;
  last.chip.replaceChildren(...last.before);
  notice('Taken back.');
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
