// The editor's keys, the warning on leaving, and where the cursor goes after a block has moved. Everything works
// without this file; it only spares a reload.
"use strict";

(() => {
  const form = () => document.getElementById("draft-form");
  let unkept = false;

  document.documentElement.classList.add("has-script");

  document.addEventListener("input", (event) => {
    if (form() && form().contains(event.target)) unkept = true;
  });
  document.addEventListener("submit", (event) => {
    if (event.target === form()) unkept = false;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.detail.requestConfig.verb === "post" && event.target.closest("#draft-form")) {
      unkept = false;
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (unkept) event.preventDefault();
  });

  document.addEventListener("htmx:afterSettle", () => {
    const look = document.querySelector("[data-look]");
    if (look) {
      look.removeAttribute("data-look");
      look.focus();
      look.scrollIntoView({ block: "nearest" });
    }
  });

  const press = (block, name) => {
    const button = block.querySelector(`button[value^="${name}:"]`);
    if (button && !button.disabled) button.click();
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && form()) {
      event.preventDefault();
      document.getElementById("save").click();
      return;
    }
    const block = event.target.closest && event.target.closest(".blk");
    const name = { ArrowUp: "up", ArrowDown: "down", Enter: "after" }[event.key];
    if (event.altKey && block && name) {
      event.preventDefault();
      press(block, name);
    }
  });
})();
