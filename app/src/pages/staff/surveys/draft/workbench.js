() => {
  const by = (id) => document.getElementById(id);
  const [form, box, beside, saved, saving, heard] = ["writing", "text", "beside", "saved", "saving", "heard"].map(by);
  // What is small enough goes on its way even when the page is closed.
  const ENOUGH = 60000;
  // A line may be held open and nothing said: nobody waits for longer than this.
  const PATIENCE = 30000;
  const post = async (to, fields) => {
    const body = new URLSearchParams(fields), waiting = new AbortController();
    const out = setTimeout(() => waiting.abort(), PATIENCE);
    const answer = await fetch(to, { method: "POST", body, redirect: "manual", keepalive: String(body).length < ENOUGH, signal: waiting.signal });
    answer.said = await answer.text();
    clearTimeout(out);
    return answer;
  };
  const later = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  const part = (name, from) => from.querySelector(`[data-part=${name}]`);

  // The page and the faults, asked for at each stroke. One question is on its way at a time; the last one is always asked.
  let place = "", asking = false, again = false, shownAt = 0;
  const line = () => box.value.slice(0, box.selectionEnd).split("\n").length;
  const look = async () => {
    again = true;
    if (asking) return;
    asking = true;
    while (again) {
      again = false;
      shownAt = line();
      const language = form.elements.language ? form.elements.language.value : "";
      try {
        const fields = { text: box.value, line: shownAt, place, language, only: "beside" };
        const answer = await post(form.dataset.preview, fields);
        // Too often, or not begun because the same person wrote on elsewhere.
        const wait = answer.headers.get("retry-after");
        if (wait) await later(Number(wait) || 5);
        if (wait) again = true;
        if (answer.ok) show(answer.said);
      } catch {
        // That the line is down is said where it matters: by what is saved.
      }
    }
    asking = false;
  };

  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    part("faults", form).replaceChildren(...part("faults", fresh).childNodes);
    mark();
    const frame = part("frame", fresh);
    beside.classList.toggle("workbench__beside--earlier", !frame);
    if (!frame) {
      part("about", beside).replaceChildren("The text has faults. The preview is of the text before them.");
      return;
    }
    const now = part("frame", beside);
    if (!now) return beside.replaceChildren(by("beside-heading"), ...["languages", "frame", "about"].map((one) => part(one, fresh)));
    now.title = frame.title;
    const page = new DOMParser().parseFromString(frame.getAttribute("srcdoc"), "text/html");
    const root = now.contentDocument && now.contentDocument.documentElement;
    // In the page that is there already, so that nothing flickers and it stays where it was scrolled to.
    if (root && root.querySelector("main")) {
      root.lang = page.documentElement.lang;
      root.dir = page.documentElement.dir;
      root.querySelector("body").replaceChildren(...page.body.childNodes);
    } else now.srcdoc = frame.getAttribute("srcdoc");
    part("about", beside).replaceWith(part("about", fresh));
    const languages = part("languages", fresh);
    if (languages.textContent !== part("languages", beside).textContent) part("languages", beside).replaceWith(languages);
  };

  // Below stands the text as it was when the page was opened.
  box.addEventListener("input", () => {
    const reads = by("reads");
    if (reads) reads.textContent = "The text has changed since. “Save and check” shows how it reads now.";
  }, { once: true });

  // Faults are marked in the text itself, and the lines have numbers.
  const numbers = document.createElement("div"), marks = document.createElement("div"), clip = document.createElement("div");
  numbers.className = "editor__numbers";
  marks.className = "editor__marks";
  clip.className = "editor__behind";
  clip.setAttribute("aria-hidden", "true");
  clip.append(marks, numbers);
  by("editor").prepend(clip);
  by("editor").classList.add("editor--live");
  let lines = 0, told = "";
  const number = () => {
    const now = box.value.split("\n").length;
    if (now === lines) return;
    lines = now;
    numbers.textContent = Array.from({ length: now }, (_, at) => at + 1).join("\n");
  };
  const mark = () => {
    const faults = [...part("faults", form).querySelectorAll(".summary-box > ul [data-place]")].map((link) => link.dataset.place.split(":").map(Number));
    const text = box.value.split("\n");
    marks.replaceChildren(...faults.flatMap(([at, column]) => {
      const whole = document.createElement("div"), piece = document.createElement("div");
      whole.className = "editor__fault";
      whole.style.setProperty("--at-line", at - 1);
      // A tab is two wide, as in the box.
      const letters = [...(text[at - 1] || "")], wide = (some) => some.reduce((sum, one) => sum + (one === "\t" ? 2 : 1), 0);
      const rest = letters.slice(column - 1).join("").match(/^("[^"]*"|[\w-]+|.)/u);
      piece.className = "editor__piece";
      piece.style.setProperty("--at-line", at - 1);
      piece.style.setProperty("--column", wide(letters.slice(0, column - 1)));
      piece.style.setProperty("--length", rest ? wide([...rest[0]]) : 1);
      return [whole, piece];
    }));
    box.toggleAttribute("aria-invalid", faults.length > 0);
    if (faults.length) box.setAttribute("aria-invalid", "true");
    const words = part("faults", form).querySelector("h2, .notice p");
    clearTimeout(hearing);
    hearing = setTimeout(() => {
      if (words && words.textContent !== told) heard.textContent = told = words.textContent;
    }, 1000);
  };
  let hearing = 0;
  const follow = () => {
    marks.style.transform = `translate(${-box.scrollLeft}px, ${-box.scrollTop}px)`;
    numbers.style.transform = `translateY(${-box.scrollTop}px)`;
    // What is scrolled sideways would stand on them.
    numbers.style.visibility = box.scrollLeft > 0 ? "hidden" : "";
  };

  // Saving, when the writer pauses, and at the latest after a quarter of a minute.
  // What was typed before this ran is not saved either.
  let kept = form.dataset.unsaved ? null : box.defaultValue, waits = Boolean(form.dataset.waits);
  let pause = 0, since = 0, fails = 0, keeping = null, sent = null, leaving = false, held = null;
  const seen = form.elements["seen:text"], revision = form.elements.revision;
  const isKept = () => box.value === kept;
  // Most of the text is gone, and it is saved only when somebody asks for it.
  const isHeld = () => box.value === held;
  const say = (words) => (saved.textContent = words);
  const plan = (seconds) => {
    clearTimeout(pause);
    if (!waits && !isKept() && !isHeld()) pause = setTimeout(keep, seconds * 1000);
  };
  const changed = () => {
    saving.hidden = isKept() || isHeld() || waits || fails > 0;
    since = isKept() ? 0 : since || Date.now();
    if (!fails) plan(Date.now() - since > 15000 ? 0 : 1.5);
  };
  const keep = () => (keeping = keeping || store().finally(() => (keeping = null)).then(() => !fails && changed()));
  const at = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const store = async () => {
    const text = (sent = box.value);
    const fields = { revision: revision.value, text, line: line() };
    // What was seen is held against what is saved; it goes along where the page may be closed before it is asked for.
    const whole = { ...fields, "seen:text": seen.value };
    const isSmall = String(new URLSearchParams(whole)).length < ENOUGH;
    try {
      let answer = await post(form.dataset.keep, isSmall ? whole : fields);
      if (answer.status === 409 && !isSmall && answer.headers.has("draft-revision")) answer = await post(form.dataset.keep, whole);
      if (answer.ok) {
        [kept, since, fails] = [text, 0, 0];
        if (answer.headers.has("draft-revision")) return joined(answer, text);
        [revision.value, seen.value] = [answer.said, text];
        return say(`Saved at ${at()}.`);
      }
      if (answer.status === 409 && answer.headers.has("draft-revision")) return apart(answer.said);
      if (answer.status === 409) {
        held = text;
        saving.hidden = true;
        return say("Not saved by itself: most of the text is gone. Press “Save and check” if you mean it.");
      }
      if (answer.status === 413 || answer.status === 422) {
        waits = true;
        return say("Not saved: the text is longer than any survey may be.");
      }
      if (answer.status === 403 || answer.status === 404) {
        waits = true;
        saving.hidden = true;
        const why = answer.status === 403 ? "only evaluators of the studies that use this survey may change it by now" : "this draft is not there any more, or has been published";
        return say(`Not saved: ${why}. What you typed is still here. Copy it before you leave this page.`);
      }
      failed(
        answer.type === "opaqueredirect"
          ? "Not saved: you are signed out. Sign in again in another tab of this browser, and leave this one open."
          : "Not saved: the server cannot save it at the moment. This page goes on trying.",
      );
    } catch (why) {
      cut(why);
    }
  };
  const cut = (why) => {
    const [so, then] = why.name === "AbortError" ? ["The server does not answer", "it does"] : ["There is no connection", "there is one"];
    const still = `Not saved: ${so[0].toLowerCase()}${so.slice(1)}. What you typed is still here`;
    if (isKept()) return say(`${so}. What you typed was saved before. Press the button again once ${then}.`);
    if (waits) return say(`${still}. Press the button again once ${then}.`);
    failed(`${still}, and is saved as soon as ${then}.`);
  };
  const failed = (words) => {
    fails += 1;
    saving.hidden = true;
    say(words);
    plan(Math.min(30, 2 ** fails));
  };
  // Somebody else saved it meanwhile, and both are saved. Who typed on meanwhile is joined again, and sees it then.
  const joined = (answer, text) => {
    const fresh = new DOMParser().parseFromString(answer.said, "text/html");
    const now = part("text", fresh).value, to = Number(answer.headers.get("draft-line"));
    if (!by("theirs").dataset.goesOn) by("theirs").replaceChildren(...part("told", fresh).childNodes);
    say(`${part("said", fresh).textContent} (${at()})`);
    by("theirs").dataset.goesOn = box.value === text ? "" : "yes";
    seen.value = text;
    if (box.value !== text) return;
    const from = line(), before = box.value.slice(0, box.selectionEnd), wide = box.selectionEnd - box.selectionStart;
    const column = before.length - before.lastIndexOf("\n") - 1, scrolled = box.scrollTop;
    const lines = now.split("\n"), place = Math.min(to, lines.length) - 1;
    const end = lines.slice(0, place).join("\n").length + (place > 0 ? 1 : 0) + Math.min(column, lines[place].length);
    box.value = kept = seen.value = now;
    revision.value = answer.headers.get("draft-revision");
    box.setSelectionRange(Math.max(0, end - wide), end);
    box.scrollTop = scrolled + (to - from) * parseFloat(getComputedStyle(box).lineHeight);
    number();
    look();
  };
  const apart = (both) => {
    waits = true;
    by("theirs").innerHTML = both;
    saving.hidden = true;
    say("Not saved: the same lines were changed elsewhere meanwhile. What you typed is still here. Choose below.");
  };

  // Whether somebody else has saved it since: before it is typed on, and now and then.
  const ask = async () => {
    if (document.hidden || waits || fails || keeping || !isKept()) return;
    try {
      const answer = await post(form.dataset.keep, { revision: form.elements.revision.value });
      if (answer.status === 409 && !keeping && !waits && isKept()) await keep();
    } catch {
      // That the line is down is said once there is something to save.
    }
  };
  setInterval(ask, 30000);
  addEventListener("focus", ask);
  // Whoever turns to something else has paused.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) !waits && !isKept() && keep();
    else ask();
  });

  box.addEventListener("input", () => {
    place = "";
    number();
    changed();
    look();
  });
  box.addEventListener("scroll", follow);
  document.addEventListener("selectionchange", () => {
    if (document.activeElement !== box || line() === shownAt) return;
    place = "";
    look();
  });
  form.addEventListener("change", (event) => event.target.name === "language" && look());
  form.addEventListener("click", (event) => {
    const chosen = event.target.closest("[name=place]"), fault = event.target.closest("[data-place]");
    if (chosen) {
      event.preventDefault();
      place = chosen.value;
      look();
    }
    if (fault) {
      event.preventDefault();
      const [at, column] = fault.dataset.place.split(":").map(Number);
      const before = box.value.split("\n").slice(0, at - 1).join("\n").length;
      const to = before + (at > 1 ? 1 : 0) + column - 1;
      box.focus();
      box.setSelectionRange(to, to);
      box.scrollTop = Math.max(0, (at - 6) * parseFloat(getComputedStyle(box).lineHeight));
    }
  });
  // What is typed last goes along, wherever somebody goes.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href^='/']");
    if (!link || isKept() || isHeld() || waits || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    while (!isKept() && !isHeld() && !waits && !fails) await keep();
    location.assign(link.href);
  });
  // The browser's own page about a line that is down would take the place of what was typed.
  let reached = false;
  form.addEventListener("submit", async (event) => {
    clearTimeout(pause);
    if (reached) return;
    event.preventDefault();
    const button = event.submitter;
    if (keeping) await keeping;
    clearTimeout(pause);
    try {
      await post(form.dataset.keep, { revision: revision.value });
    } catch (why) {
      return cut(why);
    }
    reached = leaving = true;
    form.requestSubmit(button);
    reached = false;
  });
  addEventListener("pageshow", () => (leaving = false));
  // Nobody is asked about what is saved while they go.
  const goes = () => !waits && !fails && !keeping && !isHeld() && encodeURIComponent(box.value).length < ENOUGH;
  addEventListener("beforeunload", (event) => {
    if (isKept() || leaving) return;
    if (keeping && sent === box.value && !waits && !fails) return;
    if (goes()) keep();
    else event.preventDefault();
  });

  // Going back to an answer that says why something was not saved asks for the draft, and does not send it again.
  if (waits) history.replaceState(null, "", location.href);
  by("check").hidden = true;
  if (!isKept() && !waits) changed();
  number();
  mark();
}
