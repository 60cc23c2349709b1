// Ringing people with no mouse: numbers choose how a call ended, and Enter goes on.
import { arriveAt, CONSENT } from "../support/answers";
import { withoutMouse } from "../support/keyboard";
import { comeIn } from "../support/staff";
import { expect, Study, test } from "../support/study";
import { Twilio } from "../support/twilio";
import { heading } from "../support/ways";

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

    await expect(page.getByRole("button", { name: "Next call" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(heading(page)).toHaveText(`Call to participant ${ben.number}`);
    await expect(page.getByRole("button", { name: "Show the number" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name: "07700 900124" })).toBeFocused();
    await page.keyboard.press("1");
    await expect(page.getByRole("status").last()).toHaveText("1: Enter, or another digit");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("radio", { name: /No answer/ })).toBeChecked();
    await page.keyboard.press("Enter");
    await expect(page.getByText("They are rung after 3 hours or more.")).toBeVisible();
    await study.powerCut();
    await page.getByLabel("Anything else (optional)").focus();
    await page.keyboard.type("It rang for long");
    await page.getByRole("button", { name: "Write it down" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText("The call is written down.")).toBeVisible();

    await asks();
    await expect(page.getByRole("button", { name: "Next call" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText("It rang for long")).toBeVisible();
    await page.keyboard.press("6");
    await expect(page.getByRole("radio", { name: /Ring at an exact time/ })).toBeChecked();
    await page.keyboard.press("Enter");
    const soon = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    await page.getByLabel("On which day?").fill(soon);
    await page.getByLabel("At what time?").fill("18:00");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Write it down" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Ring at an exact time")).toBeVisible();
    expect(told).toEqual([]);
  } finally {
    await study.close();
    twilio.close();
  }
});
