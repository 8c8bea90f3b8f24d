// Keep pages side by side in step: by the texts that they share, never by percentage.

/** Scroll `others` so that the text at the eye's height of `leader` is at the same height. */
export function follow(leader, others) {
  const eye = leader.clientHeight / 3;
  const mine = anchors(leader);
  for (const other of others) {
    const theirs = anchors(other);
    const shared = mine.keys.filter((key) => theirs.tops.has(key));
    other.scrollTop = find(shared, mine, theirs, leader.scrollTop + eye) - eye;
    other.scrollLeft = leader.scrollLeft;
  }
}

/** Return the height in the other page that belongs to `height`, between two shared texts. */
function find(keys, mine, theirs, height) {
  let from = [0, 0], to = [mine.end, theirs.end];
  for (const key of keys) {
    const here = mine.tops.get(key), there = theirs.tops.get(key);
    if (here <= height && here >= from[0]) from = [here, there];
    if (here > height && here < to[0]) to = [here, there];
  }
  const span = to[0] - from[0];
  return span > 0 ? from[1] + ((height - from[0]) / span) * (to[1] - from[1]) : from[1];
}

function anchors(scroller) {
  const tops = new Map();
  const sheet = scroller.querySelector(".sheet");
  for (const element of scroller.querySelectorAll(".text")) {
    if (!tops.has(element.dataset.key)) tops.set(element.dataset.key, element.offsetTop);
  }
  return { tops, keys: [...tops.keys()], end: sheet ? sheet.offsetHeight : 0 };
}
