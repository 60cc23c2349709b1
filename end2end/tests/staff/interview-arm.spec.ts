// Who is in which arm stays hidden from whoever asks, until the page that needs it.
import { laterWave } from "../support/answers";
import { inspect } from "../support/inspection";
import { comeIn, mark } from "../support/staff";
import { expect, test } from "../support/study";
import type { Page } from "@playwright/test";

/// What only people of one arm are asked, and on which page.
const OF_ONE_ARM = /your employment specialist/i;
const ITS_PAGE = "/pages/specialist";

/// More pages than the survey has.
const ENOUGH = 60;

test("nothing tells Ivy in which arm Ben is, on the page or on the way to it, before the page that asks of it", async ({
  page,
  browser,
  study,
}, info) => {
  const ben = study.enrol("Ben");
  const phone = await (await browser.newContext()).newPage();
  await laterWave(phone, study, ben, "four-month");
  await phone.context().close();
  const email = `ivy-${mark(info)}@example.org`;
  await comeIn(page, study.invite(email, "interviewer", "--study", "bridgeway"), "Ivy Invented");
  study.assign(email, ben.number);
  // Of nothing the audit tells an empty line.
  const shows = () => study.audit("--action", "arm shown to the interviewer").filter((line) => line !== "").length;
  const before = shows();
  const telling = listen(page);
  await page.goto(`${study.address}/staff/bridgeway/participants`);
  await page.getByRole("link", { name: ben.number }).click();
  await page.getByRole("link", { name: /^Interview them by telephone: Four months/ }).click();
  await page.getByLabel("Day").fill("14");
  await page.getByLabel("Month").fill("3");
  await page.getByRole("button", { name: "It is them" }).click();
  await page.getByRole("button", { name: /^(Begin|Go on where they stopped)$/ }).click();

  for (let at = 0; at < ENOUGH && !page.url().endsWith(ITS_PAGE); at += 1) {
    expect(await telling()).toEqual([]);
    expect(shows()).toBe(before);
    await leaveOut(page);
  }

  await expect(page.getByText(OF_ONE_ARM).first()).toBeVisible();
  expect(await telling()).toEqual([page.url()]);
  expect(shows()).toBe(before + 1);
  await inspect(page);
});

/// The addresses of all that came over the wire so far and has words that only one arm is shown.
function listen(page: Page): () => Promise<string[]> {
  const read: Promise<string | null>[] = [];
  page.on("response", (response) => {
    // What leads on has no body.
    const body = response.text().catch(() => "");
    read.push(body.then((words) => (OF_ONE_ARM.test(words) ? response.url() : null)));
  });
  return async () => (await Promise.all(read)).filter((address) => address !== null);
}

/// Leaves out whatever the page asks. The first time an interviewer is reminded of it.
async function leaveOut(page: Page): Promise<void> {
  const [before, next] = [page.url(), page.getByRole("button", { name: "Save and next" })];
  await next.click();
  await expect.poll(async () => page.url() !== before || (await page.getByRole("alert").count()) > 0).toBe(true);
  if (page.url() !== before) return;
  await next.click();
  await page.waitForURL((url) => url.href !== before);
}
