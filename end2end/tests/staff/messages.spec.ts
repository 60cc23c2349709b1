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
