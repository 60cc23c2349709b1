// Ringing people with no mouse: numbers choose how a call ended, and Enter goes on.
import { arriveAt, CONSENT, post } from "../support/answers";
import { inspect } from "../support/inspection";
import { Keyboard, withoutMouse } from "../support/keyboard";
import { agrees, type Ending, ends, inLondon, isThem, rings } from "../support/ringing";
import { comeIn } from "../support/staff";
import { expect, type Person, Study, test } from "../support/study";
import { Twilio } from "../support/twilio";
import { heading, leadsOn } from "../support/ways";

const SOON = inLondon(2 * 24 * 60).day;

/// How calls end that were not prepared by an interview.
const ENDINGS: Ending[] = [
  ["1", "No answer", {}],
  ["2", "Voicemail, no message", {}],
  ["3", "Voicemail, message left", {}],
  ["4", "Busy", {}],
  ["5", "Answered, participant not available", {}],
  ["7", "Ring between two times", { "On which day?": SOON, "From what time?": "17:00", "Until what time?": "19:00" }],
  ["11", "Asked for the link", {}],
  ["12", "Would rather not", {}],
  ["13", "Refused this survey", {}],
  ["14", "Somebody else refused for them", {}],
  ["15", "Away until a date", { "Until which day are they away?": SOON }],
  ["16", "Speaks another language", { "Which language do they speak?": "Polish" }],
  ["17", "Not able to answer", {}],
  ["18", "Participant has died", {}],
  ["19", "Somebody else's number", {}],
  ["20", "Number does not work", {}],
  ["21", "Screened or blocked", {}],
  ["22", "Fault on the line", {}],
];

test("Ivo works a list through with every way in which a call can end, and never needs a mouse", async ({ page, browser }) => {
  test.setTimeout(420_000);
  const twilio = await Twilio.open();
  const study = await Study.with(async (site) => twilio.settings(site));
  try {
    study.ringAtAnyHour();
    const mobile = (at: number) => `07700 9003${String(at).padStart(2, "0")}`;
    const names = [...ENDINGS.map(() => "Dev"), "Pat", "Cleo", "Amy"];
    const known = names.map((first_name, at) => ({ first_name, dob: "1987-03-14", mobile: mobile(at) }));
    const people = study.enrolTogether(known);
    const [pat, cleo, amy] = people.slice(ENDINGS.length) as [Person, Person, Person];
    for (const dev of people.slice(0, ENDINGS.length)) await agrees(browser, dev);
    await agrees(browser, pat, "q/contact");
    await agrees(browser, cleo, "q/ons4");
    await agrees(browser, amy, "q/ons4");
    const asks = async (person: Person) => {
      const number = mobile(people.indexOf(person)).replace(/^0/, "+44").replace(" ", "");
      expect(await twilio.hands(number, "call")).toBe(204);
    };
    for (const dev of people.slice(0, ENDINGS.length)) await asks(dev);
    await comeIn(page, study.invite("ivo@example.org", "interviewer", "--study", "bridgeway"), "Ivo Invented");
    await page.goto(`${study.address}/staff/bridgeway/calls`);
    const told = await withoutMouse(page);
    const keys = new Keyboard(page);
    await page.reload();

    for (const ending of ENDINGS) {
      await rings(page, /^Call to participant Dev/);
      await ends(keys, page, ending);
    }
    await expect(heading(page)).toBeFocused();
    await page.keyboard.press("n");
    await expect(page.getByText("Nobody is to be rung now.")).toBeVisible();

    // Pat answered enough on his phone, and has no time for the rest.
    await asks(pat);
    await rings(page, `Call to participant ${pat.number}`);
    await ends(keys, page, ["9", "Stopped part-way, enough to be used", {}]);

    // Cleo is upset. She is told who can help, and breaks off.
    await asks(cleo);
    await rings(page, `Call to participant ${cleo.number}`);
    await isThem(keys, page);
    await keys.press(page.getByRole("button", { name: "Go on where they stopped" }));
    await expect(page.getByText("Keys: numbers choose")).toBeVisible();
    await page.keyboard.press("5");
    await page.keyboard.press("p");
    await expect(heading(page)).toHaveText("A pause");
    await expect(page.getByRole("heading", { name: "Who can help" })).toBeVisible();
    await keys.press(page.getByRole("button", { name: "Call another day" }));
    await expect(page.getByText("Write down below how the call ended, with the day")).toBeVisible();
    await expect(page.getByRole("button", { name: "Show the number" })).toHaveCount(0);
    await expect(heading(page)).toBeFocused();
    await ends(keys, page, ["10", "Broke off, too little to be used", {}]);

    // Amy names a time. It comes, and her partner answers for her to the end.
    await asks(amy);
    await rings(page, `Call to participant ${amy.number}`);
    const agreed = inLondon(5);
    await ends(keys, page, ["6", "Ring at an exact time", { "On which day?": agreed.day, "At what time?": agreed.time }]);
    await rings(page, `Call to participant ${amy.number}`);
    await expect(page.getByText("Now: an appointment at this time")).toBeVisible();
    await isThem(keys, page);
    await keys.choose(page.getByLabel("Somebody else for them"), page.getByLabel("They themselves"));
    for (const [select, value] of [["who are they?", "partner"], ["why do they not answer", "ill"]]) {
      await keys.tabTo(page.getByLabel(select!));
      await page.keyboard.press("ArrowDown");
      await expect(page.getByLabel(select!)).toHaveValue(value!);
    }
    await leadsOn(page, () => keys.press(page.getByRole("button", { name: "Go on where they stopped" })));
    await expect(page.getByRole("group", { name: /satisfied/ })).toHaveCount(0);
    for (let at = 0; at < 8 && (await heading(page).innerText()) !== "Read the answers back"; at += 1) {
      await leadsOn(page, () => keys.press(page.getByRole("button", { name: "Save and next" })));
    }
    await expect(heading(page)).toHaveText("Read the answers back");
    await keys.press(page.getByRole("button", { name: "Send the answers" }));
    await expect(page.getByText("The answers are sent.")).toBeVisible();
    await keys.press(page.getByRole("link", { name: "Write down how this call ended" }));
    await ends(keys, page, ["8", "Complete by telephone", {}]);

    expect(study.audit("--action", "call recorded")).toHaveLength(ENDINGS.length + 4);
    expect(told).toEqual([]);
  } finally {
    await study.close();
    twilio.close();
  }
});

test("Ivo rings Ben twice by his keys: nobody answers, then they agree on a time", async ({ page, browser }) => {
  const twilio = await Twilio.open();
  const study = await Study.with(async (site) => twilio.settings(site));
  try {
    study.ringAtAnyHour();
    const ben = study.enrolInFull("Ben", { first_name: "Ben", dob: "1987-03-14", mobile: "07700 900124" });
    const phone = await (await browser.newContext()).newPage();
    await arriveAt(phone, ben.link, "q/ons4", {}, { ...CONSENT, C4: ["contact_phone"] });
    await phone.context().close();
    const asks = async () => expect(await twilio.hands("+447700900124", "call")).toBe(204);
    await asks();
    await comeIn(page, study.invite("ivo@example.org", "interviewer", "--study", "bridgeway"), "Ivo Invented");
    await page.goto(`${study.address}/staff/bridgeway/calls`);
    const told = await withoutMouse(page);
    await page.reload();

    await rings(page, `Call to participant ${ben.number}`);
    await page.keyboard.press("1");
    await expect(page.getByRole("status").last()).toHaveText("1: Enter, or another digit");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("radio", { name: /No answer/ })).toBeChecked();
    await page.keyboard.press("Enter");
    const note = page.getByLabel("Anything else (optional)");
    await expect(note).toBeFocused();
    await expect(page.getByText("They are rung after 3 hours or more.")).toBeVisible();
    await study.powerCut();
    await page.keyboard.type("It rang for long.");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("No voicemail");
    await expect(note).toHaveValue("It rang for long.\nNo voicemail");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Write it down" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText("The call is written down.")).toBeVisible();

    // Ben asks to be rung again, and Ivo goes on pressing Enter: he is given nobody, and sees no number.
    await asks();
    await expect(heading(page)).toBeFocused();
    for (let times = 0; times < 4; times += 1) await page.keyboard.press("Enter");
    await expect(page.getByRole("status").last()).toHaveText("N: Next call");
    expect(study.audit("--action", "given to ring")).toHaveLength(1);
    await page.keyboard.press("n");
    await expect(page.getByText("It rang for long")).toBeVisible();
    await expect(heading(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("radio").first()).toBeFocused();
    expect(study.audit("--action", "telephone number shown")).toHaveLength(1);
    await page.keyboard.press("6");
    await expect(page.getByRole("radio", { name: /Ring at an exact time/ })).toBeChecked();
    await page.keyboard.press("Enter");
    const soon = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    await page.getByLabel("On which day?").fill(soon);
    await page.getByLabel("At what time?").fill("18:00");
    const dialled = page.getByLabel("When did you dial?");
    if (!(await dialled.inputValue())) await dialled.fill(inLondon().time);
    await page.getByLabel("At what time?").focus();
    for (const box of ["When did somebody answer? (optional)", "Who answered? (optional)", "Anything else (optional)"]) {
      await page.keyboard.press("Enter");
      await expect(page.getByLabel(box)).toBeFocused();
    }
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Write it down" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Ring at an exact time")).toBeVisible();
    expect(told).toEqual([]);
  } finally {
    await study.close();
    twilio.close();
  }
});

test("Anna sends her survey on the web while Ivo asks her, and his next Enter says so", async ({ page, browser }) => {
  const twilio = await Twilio.open();
  const study = await Study.with(async (site) => twilio.settings(site));
  try {
    study.ringAtAnyHour();
    const anna = study.enrolInFull("Anna", { first_name: "Anna", dob: "1987-03-14", mobile: "07700 900125" });
    const phone = await (await browser.newContext()).newPage();
    await arriveAt(phone, anna.link, "q/loneliness", {}, { ...CONSENT, C4: ["contact_phone"] });
    expect(await twilio.hands("+447700900125", "call")).toBe(204);
    await comeIn(page, study.invite("ivo@example.org", "interviewer", "--study", "bridgeway"), "Ivo Invented");
    await page.goto(`${study.address}/staff/bridgeway/calls`);
    const told = await withoutMouse(page);
    const keys = new Keyboard(page);
    await page.reload();
    await rings(page, `Call to participant ${anna.number}`);
    await isThem(keys, page);
    await keys.press(page.getByRole("button", { name: "Go on where they stopped" }));
    await expect(page.getByRole("group", { name: /companionship/ })).toBeVisible();
    for (const key of ["1", "Enter", "2", "Enter"]) await page.keyboard.press(key);

    const lonely = { loncomp: "2", lonout: "1", lonisol: "2", lonely: "3" };
    expect(await post(phone, `${anna.link}/q/loneliness`, lonely)).toBe(`${anna.link}/q/contact`);
    expect(await post(phone, `${anna.link}/q/contact`, {})).toBe(`${anna.link}/answers`);
    await post(phone, `${anna.link}/check`, { day: "14", month: "3" });
    expect(await post(phone, `${anna.link}/answers`, { then: "send" })).toBe(`${anna.link}/thanks`);
    await phone.context().close();
    for (const key of ["1", "Enter", "1", "Enter"]) await page.keyboard.press(key);

    await expect(page.getByText("They sent the answers themselves, on the web:")).toBeVisible();
    await inspect(page);
    await keys.press(page.getByRole("link", { name: "Write down how this call ended" }));
    await expect(page.getByText("Do not ring them. If you have rung already")).toBeVisible();
    await ends(keys, page, ["8", "Completed online meanwhile", {}]);
    expect(study.audit("--action", "call recorded")).toHaveLength(1);
    expect(told).toEqual([]);
  } finally {
    await study.close();
    twilio.close();
  }
});
