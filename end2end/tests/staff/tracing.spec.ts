// Nothing reaches Ben any more: he names his sister, his number turns out to be somebody else's, and he is looked for and found.
import { inspect } from "../support/inspection";
import { comeIn, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { agree, heading } from "../support/ways";

const OF_STUDY = ["--study", "bridgeway"];

test("whom nothing reaches is listed, looked for, and written to again at the number that was found", async ({
  page,
  study,
}, info) => {
  const ben = study.enrol("Ben", "1980-05-04", "07700 900222");
  await comeIn(page, study.invite(`tess-${mark(info)}@example.org`, "supervisor", ...OF_STUDY), "Tess");
  await page.getByRole("link", { name: "Tracing: find people" }).click();
  await expect(heading(page)).toHaveText("Tracing");
  await inspect(page);
  await page.goto(`${study.address}/staff/bridgeway/participants`);
  await page.getByLabel(/Study number, phone/).fill(ben.number);
  await page.getByRole("button", { name: "Find" }).click();
  const his = page.url();
  await page.getByRole("link", { name: /Record consent given/ }).click();
  await page.getByLabel("On paper, or in another writing").check();
  await page.getByLabel("Who was there").fill("TI");
  await agree(page);
  await page.getByRole("button", { name: "Record consent" }).click();

  await page.getByRole("link", { name: "Something did not reach them" }).click();
  await expect(page.getByText("They are not on the list of people to look for.")).toBeVisible();
  await inspect(page);
  await page.getByText("Write down who they are").click();
  await page.getByLabel("First person: name").fill("Eve Example");
  await page.getByRole("button", { name: "These are right" }).click();
  await expect(page.getByRole("link", { name: "Write a phone number or an email address" })).toBeVisible();
  await inspect(page);
  await page.locator("#contact1_phone").fill("07700 900321");
  await page.getByRole("button", { name: "These are right" }).click();
  await expect(page.getByText("Eve Example, +447700900321")).toBeVisible();
  await expect(page.getByText("Never say what the study is about")).toBeVisible();

  await page.getByText("Something did not reach them").click();
  await page.getByRole("button", { name: "Write it down" }).click();
  await expect(page.getByRole("link", { name: "Choose what happened" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("The number is somebody else's").check();
  await page.getByRole("button", { name: "Write it down" }).click();
  await expect(page.getByText("Nothing reaches them in any way that they agreed to")).toBeVisible();
  await inspect(page);

  await page.getByRole("link", { name: "Tracing", exact: true }).click();
  await expect(page.getByRole("table", { name: /To look for/ })).toContainText("The number is somebody else's");
  await inspect(page);
  await page.getByRole("link", { name: ben.number }).click();
  await page.getByRole("button", { name: "Write down what you tried" }).click();
  await expect(page.getByRole("link", { name: "Choose what came of it" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("I found a new address, number or email").check();
  await page.locator("#contact_mobile").fill("07700 900333");
  await page.getByLabel("Anything else (optional)").fill("Eve gave it");
  await page.getByRole("button", { name: "Write down what you tried" }).click();
  await expect(page.getByText("They are not on the list of people to look for.")).toBeVisible();
  await expect(page.getByText("Eve gave it")).toBeVisible();
  await inspect(page);
  await page.goto(his);
  await expect(page.getByText("Looked for them: Something new was found")).toBeVisible();
  await inspect(page);
});

test("Cai names a friend on the page of his contact details, and mends what cannot be used", async ({ page, study }) => {
  const cai = study.enrol("Cai", "1984-03-02", "07700 900444");
  await page.goto(`${cai.link}/check?next=you`);
  await page.getByLabel("Day").fill("2");
  await page.getByLabel("Month").fill("3");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.goto(`${cai.link}/you/details`);
  await inspect(page);
  const first = page.getByRole("group", { name: "First person" });
  await first.getByLabel("Name").fill("Fay Invented");
  await first.getByLabel("Email address").fill("fay");
  await page.getByRole("button", { name: "Save these people" }).click();
  await expect(page.getByRole("link", { name: /First person: Write an email address/ })).toBeVisible();
  await inspect(page);

  await first.getByLabel("Email address").fill("fay@example.org");
  await page.getByRole("button", { name: "Save these people" }).click();

  await expect(page.getByRole("status")).toContainText("We have saved whom we may ask how to reach you.");
  await page.goto(`${cai.link}/you/details`);
  await expect(first.getByLabel("Name")).toHaveValue("Fay Invented");
  await expect(page.getByText("You last checked this on")).toBeVisible();
  await inspect(page);
});
