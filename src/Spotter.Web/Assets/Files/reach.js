// What does not come is told to the reader, who can try it again; the page stays as it is.
const MOST = 60000;
const SHOWN = 10000;
// Failures in a row, of what is asked by itself again and again, before they are told.
const FEW = 3;

export const parse = text => new DOMParser().parseFromString(text, 'text/html');

// The text of an answer; throws what the reader may be told.
export async function reach(address, options = {}) {
  let answer;
  let text;
  try {
    answer = await fetch(address, { ...options, signal: AbortSignal.timeout(MOST) });
    text = await answer.text();
  } catch {
    throw new Error('Spotter cannot be reached.');
  }
  // Whoever is signed in no more is asked to sign in.
  if (answer.redirected || answer.status === 401) {
    location.reload();
    throw new Error('You are signed in no more.');
  }
  if (answer.ok) return text;
  throw new Error(detailOf(text) ?? `Spotter answered with the status ${answer.status}.`);
}

function detailOf(text) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return null;
  }
}

// It is there before it says anything, or nobody would hear it.
const place = document.createElement('div');
place.className = 'floating';
place.setAttribute('role', 'status');
place.setAttribute('aria-atomic', 'false');
document.body.append(place);
const told = new Map();

export function hush(topic) {
  told.get(topic)?.remove();
  told.delete(topic);
}

// One line for each topic. What failed stays until it is tried again.
export function tell(topic, text, { again = null, isProblem = again !== null } = {}) {
  hush(topic);
  const line = document.createElement('p');
  line.className = isProblem ? 'notice problem' : 'notice';
  line.textContent = text;
  if (again) line.append(' ', button(topic, again));
  told.set(topic, line);
  place.append(line);
  if (!isProblem) setTimeout(() => { if (told.get(topic) === line) hush(topic); }, SHOWN);
}

function button(topic, again) {
  const one = document.createElement('button');
  one.textContent = 'Try again';
  one.addEventListener('click', () => { hush(topic); again(); });
  return one;
}

// Of what is asked by itself, only that it goes on failing is told.
export function patience(topic, what) {
  let failures = 0;
  return {
    failed: why => {
      failures++;
      if (failures === FEW) tell(topic, `${what} ${why} It is tried again by itself.`, { isProblem: true });
    },
    worked: () => {
      if (failures >= FEW) hush(topic);
      failures = 0;
    },
  };
}
