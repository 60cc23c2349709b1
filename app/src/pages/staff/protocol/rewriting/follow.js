() => {
  const by = (id) => document.getElementById(id);
  const [form, beside, saved, heard] = ["writing", "beside", "saved", "heard"].map(by);
  const boxes = [...form.querySelectorAll(".editor > textarea")];
  const part = (name, from) => from.querySelector(`[data-part=${name}]`);
  const later = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  // After a pause so short the picture follows; who goes on typing sees it now and then.
  const PAUSE = 0.4, LONGEST = 2;
  // A line may be held open and nothing said: nobody waits for longer than this.
  const PATIENCE = 30000;

  const post = async (fields) => {
    const waiting = new AbortController(), out = setTimeout(() => waiting.abort(), PATIENCE);
    const answer = await fetch(form.dataset.picture, { method: "POST", body: new URLSearchParams(fields), redirect: "manual", signal: waiting.signal });
    answer.said = await answer.text();
    clearTimeout(out);
    return answer;
  };

  // One question is on its way at a time, and the last one is always asked.
  let asking = false, again = false;
  const look = async () => {
    again = true;
    if (asking) return;
    asking = true;
    while (again) {
      again = false;
      try {
        const answer = await post([["only", "beside"], ...boxes.map((box) => [box.name, box.value])]);
        const wait = answer.headers.get("retry-after");
        if (answer.ok) show(answer.said);
        else if (wait) again = true;
        if (wait) await later(Number(wait) || 5);
      } catch {
        // That the line is down is said once something is to be saved.
      }
    }
    asking = false;
  };
  let pause = 0, since = 0;
  const soon = () => {
    clearTimeout(pause);
    since = since || Date.now();
    const rest = Math.max(0, Math.min(PAUSE, LONGEST - (Date.now() - since) / 1000));
    pause = setTimeout(() => {
      since = 0;
      look();
    }, rest * 1000);
  };

  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    for (const name of ["down", "faults", "of"]) part(name, form).replaceChildren(...part(name, fresh).childNodes);
    const picture = part("picture", fresh);
    beside.classList.toggle("workbench__beside--earlier", !picture);
    // What leads to a form is of a text that can be read.
    if (picture) part("picture", beside).replaceWith(picture);
    else part("picture", beside).querySelectorAll("button").forEach((way) => way.replaceWith(way.firstChild));
    mark();
    const words = part("faults", form).querySelector("h3");
    tell(words && words.closest("#faults") ? words.textContent : picture ? "No faults." : "The picture is of before.");
  };
  let hearing = 0, told = "";
  const tell = (words) => {
    clearTimeout(hearing);
    hearing = setTimeout(() => words !== told && (heard.textContent = told = words), 1000);
  };

  // Faults are marked in the text itself, and the lines have numbers.
  const editors = boxes.map((box) => {
    const [clip, marks, numbers] = ["behind", "marks", "numbers"].map((name) => {
      const layer = document.createElement("div");
      layer.className = `editor__${name}`;
      return layer;
    });
    clip.setAttribute("aria-hidden", "true");
    clip.append(marks, numbers);
    box.parentElement.prepend(clip);
    box.parentElement.classList.add("editor--live");
    box.addEventListener("scroll", () => {
      marks.style.transform = `translate(${-box.scrollLeft}px, ${-box.scrollTop}px)`;
      numbers.style.transform = `translateY(${-box.scrollTop}px)`;
      // What is scrolled sideways would stand on them.
      numbers.style.visibility = box.scrollLeft > 0 ? "hidden" : "";
    });
    return { box, marks, numbers };
  });
  const number = () => {
    for (const { box, numbers } of editors) {
      const lines = box.value.split("\n").length;
      if (numbers.dataset.lines === String(lines)) continue;
      numbers.dataset.lines = lines;
      numbers.textContent = Array.from({ length: lines }, (_, at) => at + 1).join("\n");
    }
  };
  const placed = (link) => {
    const [, name, line, column] = link.dataset.place.match(/^(.*):(\d+):(\d+)$/);
    return { name, line: Number(line), column: Number(column) };
  };
  const mark = () => {
    const faults = [...part("faults", form).querySelectorAll("[data-place]")].map(placed);
    for (const { box, marks } of editors) {
      const own = faults.filter(({ name }) => name === box.name), text = box.value.split("\n");
      marks.replaceChildren(...own.flatMap(({ line, column }) => {
        const whole = document.createElement("div"), piece = document.createElement("div");
        whole.className = "editor__fault";
        piece.className = "editor__piece";
        for (const one of [whole, piece]) one.style.setProperty("--at-line", line - 1);
        // A tab is two wide, as in the box.
        const letters = [...(text[line - 1] || "")], wide = (some) => some.reduce((sum, one) => sum + (one === "\t" ? 2 : 1), 0);
        const rest = letters.slice(column - 1).join("").match(/^("[^"]*"|[\w-]+|.)/u);
        piece.style.setProperty("--column", wide(letters.slice(0, column - 1)));
        piece.style.setProperty("--length", rest ? wide([...rest[0]]) : 1);
        return [whole, piece];
      }));
      if (own.length) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
    }
  };
  form.addEventListener("click", (event) => {
    const fault = event.target.closest("[data-place]");
    if (!fault) return;
    event.preventDefault();
    const { name, line, column } = placed(fault), box = boxes.find((one) => one.name === name);
    if (!box) return;
    const before = box.value.split("\n").slice(0, line - 1).join("\n").length, to = before + (line > 1 ? 1 : 0) + column - 1;
    box.focus();
    box.setSelectionRange(to, to);
    box.scrollTop = Math.max(0, (line - 6) * parseFloat(getComputedStyle(box).lineHeight));
  });

  // A box is cut where a page of paper ends: its text is printed in its place.
  const papers = boxes.map((box) => {
    const paper = document.createElement("pre");
    paper.className = "editor__paper";
    box.after(paper);
    return paper;
  });
  addEventListener("beforeprint", () => papers.forEach((paper, at) => (paper.textContent = boxes[at].value)));

  // What is typed is saved by a button, and whoever leaves before is asked.
  const isKept = () => boxes.every((box) => box.value === form.elements[`seen:${box.name}`].value);
  let leaving = false;
  for (const { box } of editors) {
    box.addEventListener("input", () => {
      number();
      saved.textContent = isKept() ? "" : "Not saved yet.";
      soon();
    });
  }
  form.addEventListener("submit", () => (leaving = true));
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("beforeunload", (event) => !leaving && !isKept() && event.preventDefault());

  by("show").hidden = true;
  number();
  mark();
  // A browser that comes back to the page fills in what was typed.
  if (boxes.some((box) => box.value !== box.defaultValue)) look();
}
