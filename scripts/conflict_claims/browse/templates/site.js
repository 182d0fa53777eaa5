"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const SVG = "http://www.w3.org/2000/svg";
  const MOST_LINES = 300; // more would be a grey block

  /* The list of articles: its filters stand in the address, so that a choice can be sent on. */
  function list(data) {
    const form = one(".filters"), rows = all("#articles tbody tr"), said = one("#found");
    const names = all("select", form).map((select) => select.name);
    const narrow = () => {
      const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = names.filter((name) => form.elements[name].value);
      let found = 0;
      data.forEach((row, at) => {
        const fits = words.every((word) => row.search.includes(word)) &&
          chosen.every((name) => row[name].includes(form.elements[name].value));
        rows[at].classList.toggle("hidden-row", !fits);
        found += fits;
      });
      said.textContent = `${found} of ${rows.length} articles`;
    };
    const remember = () => {
      const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      history.replaceState(null, "", `#${state}`);
      narrow();
    };
    const recall = () => {
      const state = new URLSearchParams(location.hash.slice(1));
      for (const name of ["q", ...names]) form.elements[name].value = state.get(name) ?? "";
      narrow();
    };
    form.addEventListener("input", remember);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(remember));
    addEventListener("hashchange", recall);
    recall();
  }

  /* A table that one field narrows by what its rows say. */
  function table(input) {
    const rows = all(`#${input.dataset.table} tbody tr`), said = one("#found");
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const narrow = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const fits = texts.map((text) => words.every((word) => text.includes(word)));
      rows.forEach((row, at) => row.classList.toggle("hidden-row", !fits[at]));
      said.textContent = `${fits.filter(Boolean).length} of ${rows.length} ${input.dataset.table}`;
    };
    input.addEventListener("input", narrow);
    input.form.addEventListener("submit", (event) => event.preventDefault());
    narrow();
  }

  /* An article: switches, the span in focus, its relations as lines. */
  function article(reading) {
    const section = one(".text", reading), prose = one(".prose", reading), svg = one(".lines", reading);
    const panel = one(".panel", reading), body = one("#panel-body"), switches = one(".switches");
    const tags = new Map(all("a.tag", prose).map((tag) => [tag.id, tag]));
    const marks = new Map();
    for (const mark of all(".m", prose)) {
      if (!marks.has(mark.dataset.s)) marks.set(mark.dataset.s, []);
      marks.get(mark.dataset.s).push(mark);
    }
    const sections = all("section.entries").map((part) =>
      ({ section: part, entries: all(".entry", part), count: one("h2 small", part) }));
    const welcome = [...body.childNodes];
    let pinned = "", shown = "", strong = "", lit = [];

    const layerOf = (element) => element.classList[1];
    const box = (name, value) => all(`input[name="${name}"]`, switches).find((input) => input.value === value);
    const isOn = (tag) => !tag.hidden;
    const entryOf = (anchor) => document.getElementById(`${anchor}-entry`);

    function switchMarks() {
      const unchecked = (name) => new Set(all(`input[name="${name}"]:not(:checked)`, switches).map((input) => input.value));
      const layers = unchecked("layer"), passes = unchecked("pass");
      const off = (element) => layers.has(layerOf(element)) || passes.has(element.dataset.w);
      for (const parts of marks.values()) {
        const isOff = off(parts[0]);
        for (const part of parts) part.classList.toggle("off", isOff);
      }
      for (const tag of tags.values()) tag.hidden = off(tag);
      for (const part of sections) switchEntries(part, off);
      if (shown && !isOn(tags.get(shown))) select("");
      draw();
    }

    /* What is off is not told of either, on the screen as on paper. */
    function switchEntries({ section, entries, count }, off) {
      for (const entry of entries) entry.hidden = off(entry);
      const on = entries.filter((entry) => !entry.hidden).length;
      section.hidden = !on && entries.length > 0;
      count.textContent = on === entries.length ? `${on}` : `${on} of ${entries.length}`;
    }

    function light(anchor, name) {
      const parts = [...(marks.get(anchor) ?? []), ...(tags.has(anchor) ? [tags.get(anchor)] : [])];
      for (const part of parts) part.classList.add(name);
      lit.push(...parts.map((part) => [part, name]));
    }

    /* Show what was marked at `anchor`, "" for nothing. */
    function select(anchor) {
      for (const [part, name] of lit) part.classList.remove(name);
      lit = [];
      shown = anchor;
      strong = "";
      if (!anchor) { body.replaceChildren(...welcome); draw(); return; }
      light(anchor, "on");
      const entry = entryOf(anchor);
      const copy = entry.cloneNode(true);
      copy.removeAttribute("id");
      for (const part of all("[id]", copy)) part.removeAttribute("id");
      body.replaceChildren(copy);
      for (const relation of all("a[data-to]", entry)) light(relation.dataset.to, "end");
      draw();
    }

    /* Parts of a long text get their height when they come into view, which moves what is below them. */
    function bring(tag, frames) {
      tag.scrollIntoView({ block: "start" });
      if (frames) requestAnimationFrame(() => bring(tag, frames - 1));
    }

    function go(anchor) {
      const tag = tags.get(anchor), entry = document.getElementById(anchor)?.closest(".entry"), part = tag ?? entry;
      if (!part) return;
      for (const input of [box("layer", layerOf(part)), box("pass", part.dataset.w)]) if (input) input.checked = true;
      switchMarks();
      bring(part, 5);
      if (!tag) return;
      tag.focus({ preventScroll: true });
      pinned = anchor;
      select(anchor);
    }

    const fromAddress = () => {
      try { go(decodeURIComponent(location.hash.slice(1))); } catch { /* an address that is no text names no span */ }
    };

    /* Lines run between the lines of text and down the margin, never through words. */
    function ends(anchor) {
      const mark = (marks.get(anchor) ?? [tags.get(anchor)])[0];
      if (!mark) return null;
      const frame = section.getBoundingClientRect(), rect = mark.getClientRects()[0];
      const style = getComputedStyle(mark.closest("p") ?? prose);
      const size = parseFloat(style.fontSize), gap = parseFloat(style.lineHeight) - size * 1.16;
      const bottom = rect.top - frame.top + size * 1.16;
      const x = (style.direction === "rtl" ? rect.right - Math.min(8, rect.width / 2) : rect.left + Math.min(8, rect.width / 2)) - frame.left;
      return { x, bottom: bottom + 4, gap: bottom + gap * 0.72 };
    }

    function element(name, attributes, text) {
      const made = document.createElementNS(SVG, name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      if (text) made.textContent = text;
      svg.append(made);
    }

    function line(relation, at) {
      const isIn = relation.dataset.turn === "in";
      const [from, to] = isIn ? [relation.dataset.to, relation.dataset.from] : [relation.dataset.from, relation.dataset.to];
      const a = ends(from), b = ends(to);
      if (!a || !b) return null;
      const shift = (at % 3 - 1) * 3, margin = Math.max(4, parseFloat(getComputedStyle(section).paddingLeft) - 8 - (at % 6) * 7);
      const [ya, yb] = [a.gap + shift, b.gap + shift];
      const across = Math.abs(a.gap - b.gap) < 6 ? `H${b.x}` : `H${margin}V${yb}H${b.x}`;
      const kind = all("small", relation.parentNode).length ? "link" : "reference";
      const weight = strong === relation.dataset.to + " " + relation.dataset.name ? " strong" : "";
      element("path", { d: `M${a.x} ${a.bottom}V${ya}${across}V${b.bottom + 4}`, class: kind + weight });
      element("path", { d: `M${b.x - 4} ${b.bottom + 6}L${b.x} ${b.bottom}L${b.x + 4} ${b.bottom + 6}Z`, class: `head${weight}` });
      return { anchor: to, name: relation.dataset.name, x: b.x + 6, y: b.gap - 1 };
    }

    /* What the lines mean, once at each end that they lead to. */
    function captions(places) {
      const names = new Map();
      for (const place of places.filter(Boolean)) {
        const known = names.get(place.anchor) ?? { ...place, names: new Set() };
        names.set(place.anchor, known);
        known.names.add(place.name);
      }
      for (const place of names.values()) element("text", { x: place.x, y: place.y }, [...place.names].join(", "));
    }

    function draw() {
      svg.replaceChildren();
      const said = one("#lines-said");
      said.textContent = "";
      const hasOn = (relation) => [relation.dataset.from, relation.dataset.to].every((end) => tags.has(end) && isOn(tags.get(end)));
      let relations;
      if (one('input[name="lines"]', switches).checked) {
        const every = all('.entry a[data-turn="out"]').filter((relation) => !panel.contains(relation) && hasOn(relation));
        relations = every.slice(0, MOST_LINES);
        said.textContent = `${relations.length} of ${every.length} lines`;
      } else {
        relations = shown ? all("a[data-to]", entryOf(shown)).filter(hasOn) : [];
      }
      const drawn = relations.map(line);
      // With every line drawn, captions would cover each other; the panel names the relations.
      if (!said.textContent) captions(drawn);
    }

    function under(target) {
      const found = [];
      for (let mark = target.closest?.(".m"); mark; mark = mark.parentElement.closest(".m")) found.push(mark.dataset.s);
      const near = found.filter((anchor) => isOn(tags.get(anchor)));
      near.sort((a, b) => tags.get(a).dataset.length - tags.get(b).dataset.length);
      return near[0] ?? target.closest?.("a.tag")?.id ?? "";
    }

    prose.addEventListener("mouseover", (event) => {
      const anchor = under(event.target);
      if (anchor && anchor !== shown) select(anchor);
    });
    prose.addEventListener("mouseleave", () => { if (shown !== pinned) select(pinned); });
    prose.addEventListener("click", (event) => {
      const tag = event.target.closest("a.tag"), anchor = tag ? tag.id : under(event.target);
      if (!anchor || anchor.startsWith("problem-") && tag) return;
      event.preventDefault();
      history.pushState(null, "", `#${anchor}`);
      pinned = anchor;
      select(anchor);
      if (tag && event.detail === 0) (one("a", body) ?? panel).focus();
      else tags.get(anchor).focus({ preventScroll: true });
    });
    prose.addEventListener("focusin", (event) => {
      if (event.target.matches("a.tag")) { pinned = event.target.id; select(pinned); }
    });
    document.addEventListener("focusin", (event) => {
      const relation = event.target.closest("a[data-to]");
      if (!relation) return;
      if (relation.dataset.from !== shown) select(relation.dataset.from);
      strong = `${relation.dataset.to} ${relation.dataset.name}`;
      draw();
    });
    panel.addEventListener("keydown", (event) => { if (event.key === "Escape" && pinned) tags.get(pinned).focus(); });
    document.addEventListener("click", (event) => {
      const target = event.target.closest('a[href^="#"]');
      if (target && !prose.contains(target) && tags.has(target.hash.slice(1))) {
        event.preventDefault();
        history.pushState(null, "", target.hash);
        go(target.hash.slice(1));
      }
    });
    switches.addEventListener("change", switchMarks);
    switches.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", fromAddress);
    addEventListener("popstate", fromAddress);
    let waits = false;
    new ResizeObserver(() => {
      if (waits) return;
      waits = true;
      requestAnimationFrame(() => { waits = false; draw(); });
    }).observe(section);
    switchMarks();
    fromAddress();
  }

  const data = document.getElementById("index-data");
  if (data) list(JSON.parse(data.textContent));
  all("input[data-table]").forEach(table);
  all(".reading").forEach(article);
})();
