// The whole life of one participant in a study, seen where each of its moments has to show: in the
// ledger on her own page, in the audit, in the exported files, and in the raw files of the stores.
import type { Page } from "@playwright/test";

import { CONSENT, post } from "../support/answers";
import type { Row } from "../support/dataset";
import { expect, test, type Person } from "../support/study";
import { heading } from "../support/ways";

/// Said of her nowhere else, so that each can be looked for.
const PLANTED = ["Zebedia", "Quillfeather", "900777", "zebedia@", "Invented Crescent"];

/// What she writes in her own words, until she has it deleted.
const WORDS = "marmalade on the ferry";

/// Every item of the questionnaire: the last but one answer to the last of them raises an alert.
const FEELINGS = Object.fromEntries(
  Array.from({ length: 9 }, (_, item) => [`phq_${item + 1}`, item === 8 ? "2" : "0"]),
);

test("consent, alert, texts stopped, linkage stopped, erased: each shows where it should and nowhere else", async ({
  page,
  lantern,
}) => {
  const before = lantern.export();
  const zebedia = lantern.enrolInFull("Life", {
    first_name: "Zebedia",
    last_name: "Quillfeather",
    mobile: "07700 900777",
    email: "zebedia@example.org",
    address: "7 Invented Crescent",
  });
  const herRow = (): Row => lantern.export().peopleSince(before)[0] as Row;

  await post(page, `${zebedia.link}/consent`, CONSENT);
  expect(await post(page, `${zebedia.link}/q/feelings`, FEELINGS)).toBe(`${zebedia.link}/support`);
  await post(page, `${zebedia.link}/q/safe`, { safe: "1" });
  await post(page, `${zebedia.link}/q/words`, { words: WORDS });
  expect(lantern.rawFilesWith([WORDS]), "her answers are not sealed").not.toEqual([]);
  expect(lantern.rawFilesWith(PLANTED), "who she is, is").toEqual([]);
  await page.goto(`${zebedia.link}/support`);
  await expect(heading(page)).toHaveText("Thank you for telling us");

  await decide(page, zebedia, "stop-texts");
  await decide(page, zebedia, "stop-linkage");
  await page.goto(`${zebedia.link}/you`);
  await expect(page.getByText(/^Stop texts, since/)).toBeVisible();
  await expect(page.getByText("Not any more").first()).toBeVisible();
  expect(herRow()).toMatchObject({
    consent_then_contact_sms: "1",
    consent_now_contact_sms: "0",
    consent_then_link_dwp_hmrc: "1",
    consent_now_link_dwp_hmrc: "0",
    consent_now_contact_email: "1",
    identity_deleted_on: "",
  });
  expect(lantern.export().since(before)[0]?.w0_phq_9).toBe("2");

  await decide(page, zebedia, "delete-answers");
  await decide(page, zebedia, "delete-identity");
  expect(lantern.export().since(before)[0]?.w0_phq_9).toBe("-5");
  const today = new Date().toISOString().slice(0, 4);
  expect(herRow().identity_deleted_on).toContain(today);
  expect(herRow().answers_deleted_on).toContain(today);

  // Receipts leave, or find nobody any more, when the worker comes to them.
  const done = lantern.audit("--person", zebedia.number).filter((action) => !action.startsWith("message"));
  expect(done).toEqual([
    "consent given",
    "stopped: stop-texts (participant)",
    "stopped: stop-linkage (participant)",
    "answers erased",
    "stopped: delete-answers (participant)",
    "stopped: delete-identity (participant)",
  ]);
  // A task is told by its number alone, so that the audit says of nobody that they may come to harm.
  expect(lantern.audit("--action", "safeguarding task raised").length).toBeGreaterThan(0);
  await expect.poll(() => lantern.verify()).toContain("The chain is whole");
  // What was erased is cleared out of the files a second after a start, and each minute.
  await lantern.powerCut();
  await expect.poll(() => lantern.rawFilesWith([...PLANTED, WORDS]), { timeout: 15_000 }).toEqual([]);
});

/// As she does it: what stops and what goes on is read first, then it is pressed.
async function decide(page: Page, { link }: Person, choice: string): Promise<void> {
  await page.goto(`${link}/you/confirm?choice=${choice}`);
  await page.getByRole("button", { name: "Yes, do this" }).click();
  await expect(heading(page)).toHaveText("It is done");
}
