// Moving through the day's work by keyboard: j and k go down and up, Enter opens, x ticks, a ticks the whole block.
// The page works without this file; nothing here is the only way to do anything.
(function () {
  "use strict";
  const rows = Array.from(document.querySelectorAll(".work-rows tbody tr"));
  if (!rows.length) return;
  let at = -1;

  const hint = document.querySelector("[data-keys]");
  if (hint) hint.hidden = false;

  function go(to) {
    if (at >= 0) rows[at].classList.remove("row-at");
    at = Math.max(0, Math.min(rows.length - 1, to));
    rows[at].classList.add("row-at");
    const link = rows[at].querySelector("td:not(.pick) a");
    if (link) link.focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  }

  function tick(boxes) {
    const all = boxes.every((box) => box.checked);
    boxes.forEach((box) => { box.checked = !all; });
  }

  const keys = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    x: () => { if (at >= 0) tick(Array.from(rows[at].querySelectorAll("[name=ids]"))); },
    a: () => {
      const form = at >= 0 && rows[at].closest("[data-many]");
      if (form) tick(Array.from(form.querySelectorAll("[name=ids]")));
    },
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  rows.forEach((row, n) => row.addEventListener("focusin", () => { if (n !== at) go(n); }));
})();
