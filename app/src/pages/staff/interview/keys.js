() => {
  // Keys of an interview and of a call. A number chooses an answer, but none acts that begins another number before Enter confirms
  // it. Whatever a key does, a form without this script does by its controls.
  const form = document.getElementById("interview");
  const by = (id) => document.getElementById(id);
  const [heard, back, next, pause, goBack] = ["heard", "back", "next", "pause", "go-back"].map(by);
  const groups = [...form.querySelectorAll("[data-keys]")].filter((group) => group.dataset.keys !== "back");
  const reasons = back?.querySelector("[data-keys]");
  const WHY = "Why do you go back? Choose a number, then Enter. Escape closes this.";
  const PASSES_ON = /^(radio|checkbox|submit|hidden)$/;
  // What cannot be undone has a key of its own, so that no Enter too many does it.
  const own = [...document.querySelectorAll("[data-key]")], firstOpen = by("first-open");
  let pending = "", pendingIn = null, wasAt = null;
  const AWAY = "There is no connection. What you typed stays on this page, and is sent as soon as there is one.";
  // So long is waited for a sign of the server, and so long until the next try, in milliseconds.
  const ANSWERS_WITHIN = 4000, AGAIN_AFTER = 1000;
  let asks = false, isAway = false, isSent = false, sender = null;

  const writes = (at) => at.matches?.("textarea, select") || (at.matches?.("input") && !PASSES_ON.test(at.type));
  const counts = (at) => writes(at) && /^(numeric|decimal)$/.test(at.inputMode);
  const answers = (group) => [...group.querySelectorAll("input[data-code]")];
  const isBox = (group) => group.dataset.keys === "box";
  const boxes = (group) => [...group.querySelectorAll("input:not([data-code]), textarea, select")].filter(writes);
  // Enter goes from one of these to the next: a group of answers is one, and so is each box.
  const stops = groups.flatMap((group) => (isBox(group) ? boxes(group) : [group]));
  const groupOf = (stop) => stop.closest("[data-keys]");
  const isOpen = (stop) => !answers(groupOf(stop)).some((one) => one.checked) && !(isBox(groupOf(stop)) && stop.value);
  const say = (words) => {
    if (heard) heard.textContent = words;
  };
  const tellOwn = () => say(own.map((one) => `${one.dataset.key.toUpperCase()}: ${one.innerText}`).join(". "));
  // What stands in a box is typed over, as after Tab.
  const focusOn = (at) => {
    at?.focus();
    if (at?.matches("input")) at.select();
  };
  const goTo = (stop) => focusOn(isBox(groupOf(stop)) ? stop : (answers(stop).find((one) => one.checked) ?? answers(stop)[0]));

  // The group that keys are for: the one with the focus, or the first that is open.
  const active = () => {
    const at = document.activeElement;
    if (reasons && back.open && back.contains(at)) return reasons;
    const open = stops.find(isOpen);
    return groups.find((group) => group.contains(at)) ?? (open ? groupOf(open) : groups.at(-1));
  };

  // Somebody who does not know and then would rather not say has said one of them.
  const isReason = (one) => /^[dr]$/.test(one.dataset.code);
  const onlyReason = (input) => {
    if (!input.checked || !isReason(input)) return;
    for (const one of answers(input.closest("[data-keys]"))) if (one !== input && isReason(one)) one.checked = false;
  };

  const words = (input) => input.labels[0].innerText.replace(/\s+/g, " ").trim();
  const choose = (input) => {
    pending = "";
    input.checked = input.type === "radio" || !input.checked;
    onlyReason(input);
    input.focus();
    say(`${input.checked ? "Chosen" : "Taken back"}: ${words(input)}`);
  };

  const digit = (key, group) => {
    const begins = () => answers(group).filter((one) => one.dataset.code.startsWith(pending));
    pending += key;
    pendingIn = group;
    if (!begins().length) pending = key;
    const all = begins(), exact = all.find((one) => one.dataset.code === pending);
    if (!all.length) {
      say(`There is no answer ${pending}.`);
      pending = "";
    } else if (exact && all.length === 1) choose(exact);
    else say(exact ? `${pending}: Enter, or another digit` : `${pending}: another digit`);
  };

  const takeBack = () => {
    say(`Taken back: ${pending}`);
    pending = "";
  };

  const confirm = (group, at) => {
    const meant = group && answers(group).find((one) => one.dataset.code === pending);
    pending = "";
    if (meant) return choose(meant);
    if (reasons && group === reasons) {
      if (answers(reasons).some((one) => one.checked)) return form.requestSubmit(goBack);
      return say(WHY);
    }
    const isFurther = (stop) => at.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
    const here = stops.find((stop) => stop.contains(at));
    // Of a call most boxes may stay empty, so nobody is led back to one.
    const goesBack = !("waits" in next.dataset) && !(here && isOpen(here));
    const after = stops.find((stop) => isFurther(stop) && isOpen(stop)) ?? (goesBack ? stops.find(isOpen) : null);
    // What is left open is said once by the page that follows, as on the web.
    if (after) goTo(after);
    else if ("waits" in next.dataset) next.focus();
    else form.requestSubmit(next);
  };

  const openBack = () => {
    if (!back) return say("This is the first page.");
    back.open = true;
    answers(reasons)[0].focus();
    say(WHY);
  };
  const closeBack = () => {
    for (const one of answers(reasons)) one.checked = false;
    back.open = false;
    focusOn(wasAt ?? next);
    say("");
  };

  const isThere = () =>
    fetch("/livez", { cache: "no-store", signal: AbortSignal.timeout(ANSWERS_WITHIN) }).then((sign) => sign.status < 500, () => false);
  const stays = () => {
    // Somebody who goes back comes to this same page: a browser keeps nothing of a page that it left.
    history.pushState(null, "", location.href);
    say(AWAY);
  };
  // A form is sent once the server gives a sign of itself. Otherwise the browser would put its own page in the place of what was typed.
  const send = async () => {
    asks = true;
    while (!(await isThere())) {
      if (!isAway) stays();
      isAway = true;
      await new Promise((wake) => setTimeout(wake, AGAIN_AFTER));
    }
    [asks, isAway, isSent] = [false, false, true];
    form.requestSubmit(sender);
  };
  form.addEventListener("submit", (event) => {
    if (isSent) return;
    event.preventDefault();
    sender = event.submitter;
    if (!asks) return send();
    if (isAway) say(AWAY);
  });
  addEventListener("popstate", () => isAway && stays());
  addEventListener("beforeunload", (event) => {
    if (isAway) event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    const { key, target: at } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    // What is pressed once a page is on its way is not meant for this one.
    if (asks && !isAway) return event.preventDefault();
    const group = active(), letter = key.length === 1 ? key.toLowerCase() : key;
    const isWriting = writes(at);
    const does = (act) => {
      event.preventDefault();
      act();
    };
    if (key === "Enter") {
      // In a text of several lines a new line is begun with Shift. A key that is held down does nothing twice.
      if (event.shiftKey && at.matches?.("textarea")) return;
      if (event.repeat) return event.preventDefault();
      // Links, buttons and summaries do what they are for.
      if (at.matches?.("a, button, summary")) return;
      // Where they went through the rest on the web, Enter goes to what was not asked. What cannot be undone is only told.
      if (!groups.length) return does(() => (firstOpen ? firstOpen.focus() : tellOwn()));
      return does(() => confirm(group, at));
    }
    if (isWriting && !(counts(at) && /^[drpb]$/.test(letter))) return;
    if (/^\d$/.test(key) && group) {
      // In a box a digit is typed.
      if (isBox(group)) return focusOn(boxes(group)[0]);
      return does(() => {
        // Enter confirms it there, and would do what a link is for that still had the focus.
        if (!group.contains(at)) goTo(group);
        digit(key, group);
      });
    }
    if (pending && /^(Backspace|Escape)$/.test(key)) return does(takeBack);
    pending = "";
    if (key === "Escape" && back?.open) return does(closeBack);
    const named = group && answers(group).find((one) => one.dataset.code === letter);
    if (/^[dr]$/.test(letter) && named) {
      return does(() => {
        if (isBox(group) && !named.checked) for (const one of boxes(group)) one.value = "";
        choose(named);
      });
    }
    const pressed = own.find((one) => one.dataset.key === letter);
    if (pressed) return does(() => event.repeat || pressed.click());
    if (letter === "p" && pause) return does(() => (pause.form ? form.requestSubmit(pause) : location.assign(pause.href)));
    if (letter === "b" || key === "Backspace") return does(openBack);
  });

  // A digit that waits for Enter is meant where it was typed, and nowhere else.
  document.addEventListener("focusin", ({ target }) => {
    if (pendingIn && !pendingIn.contains(target)) pending = "";
    if (!back?.contains(target)) wasAt = target;
  });
  // Whoever types an answer has one.
  form.addEventListener("input", ({ target }) => {
    onlyReason(target);
    const group = writes(target) && target.value && target.closest("[data-keys=box]");
    if (group) for (const one of answers(group)) one.checked = false;
  });

  const keys = by("keys");
  if (keys) keys.hidden = false;
  for (const one of own) {
    const key = document.createElement("kbd");
    key.textContent = one.dataset.key.toUpperCase();
    one.setAttribute("aria-keyshortcuts", key.textContent);
    one.after(" ", key);
  }
  const first = stops.find((stop) => stop.matches("[aria-invalid=true]")) ?? stops.find(isOpen) ?? stops[0];
  // Where the page came back for want of a reason, the next number is one. A call is read before it is said how it ended.
  if (back?.open) goTo(reasons);
  else if (first && form.dataset.begins !== "heading") goTo(first);
  else {
    const heading = document.querySelector("h1");
    heading.tabIndex = -1;
    (stops.length ? heading : (document.querySelector("[aria-invalid=true]") ?? heading)).focus();
  }
}
