
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const status = byId("status");
  root.classList.add("js");

  if (byId("articles")) table(byId("articles"));
  if (byId("text")) page();

  function page() {
    const focus = byId("focus");
    const panel = focus.closest(".panel");
    const title = byId("panel-title");
    const dismiss = byId("dismiss");
    const parts = new Map();
    for (const node of all("#text [data-c]")) {
      for (const claim of node.dataset.c.split(" ")) {
        if (!parts.has(claim)) parts.set(claim, []);
        parts.get(claim).push(node);
      }
    }
    const cards = new Map(all(".cards .card").map((card) => [card.dataset.c, card]));
    const picks = all(".pick");
    let pinned = false, shown = null, chosen = null;

    // One claim is in focus at a time: its words stand out, and the panel shows its entry of the list.
    function show(claim) {
      if (claim === shown) return;
      for (const node of parts.get(shown) ?? []) node.classList.remove("on");
      shown = claim;
      for (const node of parts.get(claim) ?? []) node.classList.add("on");
      const card = cards.get(claim);
      focus.replaceChildren();
      byId("legend").hidden = Boolean(card);
      dismiss.hidden = !card;
      panel.classList.toggle("live", Boolean(card));
      title.textContent = card ? `Claim ${claim}` : "How to read it";
      panel.scrollTop = 0;
      if (!card) return;
      const copy = card.cloneNode(true);
      for (const node of [copy, ...all("[id]", copy)]) node.removeAttribute("id");
      for (const details of all("details", copy)) details.open = true;
      copy.setAttribute("aria-labelledby", "panel-title");
      copy.classList.remove("off");
      focus.append(copy);
    }

    function leave() {
      pinned = false;
      show(null);
    }

    // The innermost claim at a node of the text that is not filtered out.
    function claimAt(node) {
      for (let at = node.closest("#text [data-c]"); at; at = at.parentElement?.closest("#text [data-c]")) {
        const claim = at.dataset.c.split(" ").find((claim) => !cards.get(claim)?.classList.contains("off"));
        if (claim !== undefined) return claim;
      }
      return null;
    }

    // The last claim that was pointed at stays, so that its entry can be read; a click makes it stay for good.
    const text = byId("text");
    text.addEventListener("mouseover", (event) => {
      const claim = claimAt(event.target);
      if (!pinned && claim !== null) show(claim);
    });
    text.addEventListener("focusin", (event) => show(claimAt(event.target)));
    text.addEventListener("click", (event) => {
      const claim = claimAt(event.target);
      if (event.target.closest(".n")) event.preventDefault();
      if (claim === null || (pinned && claim === shown)) return leave();
      pinned = true;
      show(claim);
    });
    dismiss.addEventListener("click", leave);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      leave();
      choose(null);
    });

    function choose(source) {
      chosen = source;
      for (const pick of picks) pick.setAttribute("aria-pressed", String(pick.dataset.s === source));
      root.classList.toggle("dim", source !== null);
      apply();
      const own = source === null ? [] : all("#text .n:not(.off)");
      const seen = (node) => {
        const { top } = node.getBoundingClientRect();
        return top > 0 && top < window.innerHeight;
      };
      if (own.length > 0 && !own.some(seen)) own[0].scrollIntoView({ block: "center" });
    }
    for (const pick of picks) {
      pick.disabled = false;
      pick.addEventListener("click", () => choose(pick.dataset.s === chosen ? null : pick.dataset.s));
    }

    const switches = byId("switches");
    const boxes = all("input", switches);
    // A claim is on where every switch that names it is on, and the chosen source has a part in it.
    function apply() {
      const off = boxes.filter((box) => !box.checked).map((box) => box.id);
      let on = 0;
      for (const [claim, card] of cards) {
        const sources = card.dataset.s.split(" ");
        const hidden = off.some((id) => card.classList.contains(id)) || (chosen !== null && !sources.includes(chosen));
        card.classList.toggle("off", hidden);
        on += hidden ? 0 : 1;
      }
      for (const node of all("#text [data-c]")) {
        const hidden = node.dataset.c.split(" ").every((claim) => cards.get(claim)?.classList.contains("off"));
        node.classList.toggle("off", hidden);
      }
      if (cards.get(shown)?.classList.contains("off")) leave();
      const name = chosen === null ? "" : ` with ${byId(`s${chosen}`).querySelector(".who").textContent}`;
      const partial = off.length > 0 || chosen !== null;
      status.textContent = partial ? `${on} of ${cards.size} claims shown${name}.` : "";
    }
    switches.addEventListener("change", apply);
    switches.addEventListener("submit", (event) => event.preventDefault());
    switches.addEventListener("reset", () => setTimeout(() => choose(null)));
    // A browser may restore switches from an earlier visit.
    apply();

    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = all("details:not([open])");
      for (const details of opened) details.open = true;
    });
    window.addEventListener("afterprint", () => {
      for (const details of opened) details.open = false;
    });
  }

  function table(table) {
    const body = table.tBodies[0];
    all("thead th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      const numeric = head.classList.contains("figure");
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        const rising = before ? before === "descending" : !numeric;
        for (const other of all("thead th", table)) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", rising ? "ascending" : "descending");
        const value = (row) => row.cells[column].dataset.v;
        const order = (a, b) => {
          const [x, y] = [value(a), value(b)];
          // What is not known comes last, whichever way.
          if (x === "" || y === "") return (x === "") - (y === "");
          return (rising ? 1 : -1) * (numeric ? Number(x) - Number(y) : x.localeCompare(y, "en"));
        };
        body.append(...[...body.rows].sort(order));
        status.textContent = `Sorted by ${button.textContent}, ${rising ? "ascending" : "descending"}.`;
      });
    });
  }
})();
