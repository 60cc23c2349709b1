// Messages about which somebody has to decide.
import { inspect } from "../support/inspection";
import { MailServer } from "../support/mail-server";
import { comeIn } from "../support/staff";
import { expect, Study, test } from "../support/study";
import { heading } from "../support/ways";

test("Sue is shown what may have left or not, finds out that it has, and says so", async ({ page }) => {
  const mail = await MailServer.open();
  const study = await Study.with(async () => mail.setting);
  try {
    await comeIn(page, study.invite("sue@example.org", "supervisor", "--study", "bridgeway"), "Sue");
    study.invite("doubt@example.org", "evaluator", "--study", "bridgeway");
    const doubt = page.getByRole("heading", { name: "These may have left or not. Find out" });
    await expect(async () => {
      await page.goto(`${study.address}/staff/bridgeway/messages`);
      await expect(doubt).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
    await expect(page.getByText(/the line to the mail server broke/)).toBeVisible();
    await inspect(page);

    await page.getByRole("button", { name: /^It has left.*Staff invitation/ }).click();

    await expect(heading(page)).toHaveText("Messages");
    await expect(doubt).toHaveCount(0);
    await expect(page.getByText("Sent: staff found that it has left")).toBeVisible();
    await inspect(page);
  } finally {
    await study.close();
    mail.close();
  }
});

test("Sue holds all messages with a reason, everybody in the study is told, and she lets them go", async ({ page }) => {
  const study = await Study.open();
  try {
    await comeIn(page, study.invite("sue@example.org", "supervisor", "--study", "bridgeway"), "Sue");
    await page.goto(`${study.address}/staff/bridgeway/messages`);
    await page.getByText("Hold all messages", { exact: true }).click();
    await inspect(page);
    await page.getByLabel("Why? (you may leave this empty)").fill("A wrong number in the texts");

    await page.getByRole("button", { name: "Hold all messages now" }).click();

    await expect(page.getByRole("status")).toHaveText("All messages are held.");
    await expect(page.getByText(/^Of this study, since .* “A wrong number in the texts”\.$/)).toBeVisible();
    await expect(page.getByRole("heading", { name: "What goes at once when they are released" })).toBeVisible();
    await inspect(page);
    await page.goto(`${study.address}/staff/bridgeway/participants`);
    await expect(page.getByText(/^Messages to participants are held since/)).toBeVisible();
    await inspect(page);

    await page.getByRole("link", { name: "See what waits" }).click();
    await page.getByRole("button", { name: "Release all messages" }).click();

    await expect(page.getByRole("status")).toHaveText("The messages go again.");
    await expect(page.getByText(/^Messages to participants are held since/)).toHaveCount(0);
    await inspect(page);
  } finally {
    await study.close();
  }
});

test("Ada holds the messages of every study, and releases them with what goes shown first", async ({ page }) => {
  const study = await Study.open();
  try {
    await comeIn(page, study.invite("ada@example.org", "administrator"), "Ada");
    await page.goto(`${study.address}/staff`);
    await page.getByRole("link", { name: /^Messages of all studies/ }).click();
    await inspect(page);
    await page.getByLabel("Why? (you may leave this empty)").fill("The wrong sender");

    await page.getByRole("button", { name: "Hold the messages of every study now" }).click();

    await expect(page.getByRole("status")).toHaveText("All messages are held.");
    await expect(page.getByText(/^Of every study, since .* “The wrong sender”\.$/)).toBeVisible();
    await expect(page.getByRole("heading", { name: "What goes at once when they are released" })).toBeVisible();
    await inspect(page);

    await page.getByRole("button", { name: "Release the messages of every study" }).click();

    await expect(page.getByRole("status")).toHaveText("The messages go again.");
    await expect(page.getByText(/^Messages to participants are held since/)).toHaveCount(0);
    await inspect(page);
  } finally {
    await study.close();
  }
});
