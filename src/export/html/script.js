
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const status = byId("status");
  root.classList.add("js");

  for (const sorted of all("table")) table(sorted);
  if (byId("text")) page();

  function page() {
    const text = byId("text");
    const panel = byId("panel");
    const focus = byId("focus");
    // The first words of a claim carry its number as their id.
    const marks = all("u, b, i", text);
    const claimsOf = (node) => (node.dataset.c ?? node.id.slice(1)).split(" ");
    const parts = new Map();
    for (const node of marks) {
      for (const claim of claimsOf(node)) {
        if (!parts.has(claim)) parts.set(claim, []);
        parts.get(claim).push(node);
      }
    }
    const groups = all(".by");
    // For each claim its entry, that of its source, and the sources that have a part in it.
    const claims = new Map();
    for (const group of groups) {
      for (const entry of all("li", group)) {
        const sources = [group.id.slice(1), ...(entry.dataset.s ?? "").split(" ")];
        claims.set(entry.id.slice(1), { entry, group, sources, off: false });
      }
    }
    const picks = all(".sources button");
    let pinned = false, shown = null, chosen = null;

    // Copies of entries, without what may stand on a page once only.
    function put(title, group, nodes) {
      focus.replaceChildren();
      focus.className = group?.className ?? "";
      focus.classList.remove("by", "off");
      panel.hidden = nodes.length === 0;
      byId("panel-title").textContent = title;
      panel.scrollTop = 0;
      for (const node of nodes) {
        const copy = node.cloneNode(true);
        for (const part of all("[id]", copy)) part.removeAttribute("id");
        for (const part of all(".off", copy)) part.classList.remove("off");
        focus.append(copy);
      }
    }

    // One claim is in focus at a time: its words stand out, and the panel shows its entry and its source's.
    function show(claim) {
      if (claim === shown) return;
      for (const node of parts.get(shown) ?? []) node.classList.remove("on");
      shown = claim;
      for (const node of parts.get(claim) ?? []) node.classList.add("on");
      if (!claims.has(claim)) return source(chosen);
      const { entry, group } = claims.get(claim);
      const list = document.createElement("ul");
      const copy = entry.cloneNode(true);
      // In a long article the list shortens what the text has whole.
      if (copy.firstChild.data.endsWith("…")) {
        copy.firstChild.data = parts.get(claim).filter((node) => node.matches("u")).map((node) => node.textContent).join(" ");
      }
      list.append(copy);
      put(`Claim ${claim}`, group, [...all("h3, .tags", group), list, ...all(".why", group)]);
    }

    // Without a claim in focus the panel shows the chosen source, if there is one.
    function source(id) {
      const group = id === null ? null : byId(`s${id}`);
      put("Source", group, group ? all("h3, .tags, .why", group) : []);
    }

    function leave() {
      pinned = false;
      show(null);
    }

    // The innermost claim at a node of the text that is not filtered out.
    function claimAt(node) {
      const mark = "#text :is(u, b, i)";
      for (let at = node.closest(mark); at; at = at.parentElement?.closest(mark)) {
        const claim = claimsOf(at).find((claim) => !claims.get(claim)?.off);
        if (claim !== undefined) return claim;
      }
      return null;
    }

    // The last claim that was pointed at stays, so that its entry can be read; a click makes it stay for good.
    text.addEventListener("mouseover", (event) => {
      const claim = claimAt(event.target);
      if (!pinned && claim !== null) show(claim);
    });
    text.addEventListener("focusin", (event) => show(claimAt(event.target)));
    text.addEventListener("click", (event) => {
      const claim = claimAt(event.target);
      if (event.target.closest("a")) event.preventDefault();
      if (claim === null || (pinned && claim === shown)) return leave();
      pinned = true;
      show(claim);
    });
    function clear() {
      leave();
      choose(null);
    }
    byId("dismiss").addEventListener("click", () => (shown === null ? clear() : leave()));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") clear();
    });

    function choose(id) {
      chosen = id;
      for (const pick of picks) pick.setAttribute("aria-pressed", String(pick.dataset.s === id));
      root.classList.toggle("dim", id !== null);
      leave();
      source(id);
      apply();
      const own = id === null ? [] : all("u:not(.off)", text);
      const seen = (node) => {
        const { top } = node.getBoundingClientRect();
        return top > 0 && top < window.innerHeight;
      };
      if (own.length > 0 && !own.some(seen)) own[0].scrollIntoView({ block: "center" });
    }
    for (const pick of picks) {
      pick.type = "button";
      pick.className = "pick";
      pick.dataset.s = pick.nextElementSibling.querySelector("a").hash.slice(2);
      pick.disabled = false;
      pick.setAttribute("aria-pressed", "false");
      pick.addEventListener("click", () => choose(pick.dataset.s === chosen ? null : pick.dataset.s));
    }

    const switches = byId("switches");
    const boxes = all("input", switches);
    // A claim is on where every switch that names it is on, and the chosen source has a part in it.
    function apply() {
      const off = boxes.filter((box) => !box.checked).map((box) => box.id);
      // Statements, the first force, have no class of their own.
      const named = (node) => off.some((id) => (id === "f0" ? !/ f/.test(node.className) : node.classList.contains(id)));
      const levels = (group) => off.some((id) => group.classList.contains(id));
      let on = 0;
      for (const claim of claims.values()) {
        const others = chosen !== null && !claim.sources.includes(chosen);
        claim.off = others || named(claim.entry) || levels(claim.group);
        claim.entry.classList.toggle("off", claim.off);
        on += claim.off ? 0 : 1;
      }
      for (const group of groups) {
        const own = chosen === null || group.id === `s${chosen}`;
        const empty = off.length > 0 && !group.querySelector("li:not(.off)");
        group.classList.toggle("off", own ? empty : !group.querySelector("li:not(.off)"));
      }
      for (const node of marks) {
        const hidden = claimsOf(node).every((claim) => claims.get(claim)?.off);
        node.classList.toggle("off", hidden);
      }
      if (claims.get(shown)?.off) leave();
      const name = chosen === null ? "" : ` with ${picks.find((pick) => pick.dataset.s === chosen).querySelector("bdi").textContent}`;
      const partial = off.length > 0 || chosen !== null;
      status.textContent = partial ? `${on} of ${claims.size} claims shown${name}.` : "";
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
      const numeric = head.matches(".figure, .share");
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
