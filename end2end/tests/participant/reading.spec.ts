import { arriveAt, laterWave, send } from "../support/answers";
import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

const PAGES: [link: string, heading: string, words: string][] = [
  ["Information sheet", "Information sheet", "Do I have to take part?"],
  ["Your privacy", "Your privacy", "What are my rights?"],
  ["Your choices", "Your choices", "Stop, or do less"],
  ["Accessibility", "Accessibility", "If something does not work"],
  ["Make a complaint", "Make a complaint", "What happened?"],
  ["Get help now", "Get help now", "Samaritans"],
];

for (const [link, title, words] of PAGES) {
  test(`“${link}” is a link away from a question, and leads back to it`, async ({ page, anna }) => {
    await arriveAt(page, anna.link, "q/sex");
    await page.getByRole("contentinfo").getByRole("link", { name: link }).click();
    await expect(heading(page)).toHaveText(title);
    await expect(page.getByText(words).first()).toBeVisible();
    await inspect(page);
    await page.getByRole("link", { name: "Back to the survey" }).click();
    await page.getByRole("link", { name: "Continue" }).click();
    await expect(heading(page)).toHaveText("What is your sex?");
  });
}

test("every page has its ways to help, to privacy, to stopping and out", async ({ page, study }) => {
  const [anna, ben] = [study.enrol("Anna"), study.enrol("Ben", "1979-11-02")];
  const everywhere = async () => {
    const foot = page.getByRole("contentinfo").getByRole("link");
    await expect(foot).toHaveText(PAGES.map(([link]) => link));
    const nav = page.getByRole("navigation", { name: "Help" });
    await expect(nav.getByRole("link", { name: "Get help now" })).toBeVisible();
    const leave = nav.getByRole("link", { name: "Leave this page now" });
    await expect(leave).toHaveAttribute("href", /\/leave$/);
    await expect(leave).toHaveAttribute("rel", /noreferrer/);
  };
  for (const at of ["", "/check", "/consent", "/help", "/information", "/stop"]) {
    await page.goto(`${ben.link}${at}`);
    await everywhere();
  }
  await arriveAt(page, anna.link, "q/ons4");
  await everywhere();
  await arriveAt(page, anna.link, "answers");
  await everywhere();
  await page.goto(`${anna.link}/later`);
  await everywhere();
  await send(page, anna.link);
  await page.goto(`${anna.link}/thanks`);
  await everywhere();
  await page.goto(study.link(anna.number, "exit"));
  await everywhere();
});

test("on the help page each number can be pressed to call it", async ({ page, anna }) => {
  await page.goto(`${anna.link}/help`);
  for (const number of ["999", "111", "116 123"]) {
    const call = page.getByRole("main").getByRole("link", { name: number });
    await expect(call.first()).toHaveAttribute("href", `tel:${number.replace(" ", "")}`);
  }
});

test("the texts can still be read when the answers have been sent, and before a wave opens", async ({
  page,
  study,
  anna,
}) => {
  await send(page, anna.link);
  for (const link of [anna.link, study.link(anna.number, "four-month")]) {
    for (const at of ["information", "privacy", "stop", "accessibility", "complaint", "help"]) {
      const answer = await page.goto(`${link}/${at}`);
      expect(answer?.status()).toBe(200);
    }
  }
});

test("the first page says how long it takes, what it costs and what becomes of the answers", async ({
  page,
  anna,
}) => {
  await page.goto(anna.link);
  await expect(page.getByText("It takes most people about 12 minutes.")).toBeVisible();
  await expect(page.getByText(/less than 1 MB of data/)).toBeVisible();
  await expect(
    page.getByText(
      "We save each answer as you go. If you stop part-way we may still use the answers you gave, " +
        "unless you ask us not to.",
    ),
  ).toHaveCount(1);
});

test("the pages of the last survey can be read and answered at 320 pixels", async ({
  page,
  study,
  anna,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const link = await laterWave(page, study, anna, "exit");
  for (const at of ["samejob", "contract", "jobstart", "tenure", "supany", "supuse", "specialist", "voucher"]) {
    await arriveAt(page, link, `q/${at}`);
    await inspect(page);
  }
});
