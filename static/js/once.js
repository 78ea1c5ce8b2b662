// A button pressed twice sends once. Without this script the services refuse the second time all the same; what has no
// state to look at (a new campaign, a new task) would stand there twice.
(() => {
  const pause = 5000; // long enough for a double click and an impatient one; a file that downloads leaves the page as it is
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("method") !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    setTimeout(() => release(form), pause);
  });
  const release = (form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  };
  // Back from the next page: the browser shows the old one as it was left.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
})();
