// A participant's own page: what they agreed to, what they change, and what they stop.
import { arriveAt, send } from "../support/answers";
import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { agree, choose, goOn, heading, write } from "../support/ways";

test("Anna sees what she agreed to, changes her mind, and finds both again", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/sex");
  await page.getByRole("contentinfo").getByRole("link", { name: "Your choices" }).click();
  await expect(heading(page)).toHaveText("Your choices");
  await expect(page.getByText("I agree that NHS England may share")).toBeVisible();
  await inspect(page);

  await page.getByRole("link", { name: "Change what you agreed to" }).click();
  await inspect(page);
  await choose("No", /NHS England/)(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("We have saved what you agree to.");
  await expect(page.getByText("Not any more")).toBeVisible();
});

test("Anna stops texts: she reads what stops before it does, and gets a receipt", async ({
  page,
  study,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/sex");
  await page.goto(`${anna.link}/you/stop`);
  await goOn(page);
  const missing = page.getByRole("link", { name: "Choose what you would like to stop" });
  await inspect(page);
  await missing.click();
  await expect(page.getByRole("radio").first()).toBeFocused();
  await page.getByRole("radio", { name: /^Stop texts/ }).check();
  await goOn(page);
  await expect(heading(page)).toHaveText("Stop texts");
  await expect(page.getByText("We send you no more texts.")).toBeVisible();
  await expect(page.getByText("You can still answer this survey.")).toBeVisible();
  await inspect(page);
  await page.getByRole("button", { name: "Yes, do this" }).click();

  await expect(heading(page)).toHaveText("It is done");
  await expect(page.getByText(/^Your reference is [0-9A-Z]{4}-[0-9A-Z]{4}$/)).toBeVisible();
  await inspect(page);
  await page.getByRole("link", { name: "Back to your choices" }).click();
  await expect(page.getByText(/^Stop texts, since/)).toBeVisible();
  await page.goto(anna.link);
  await expect(page.getByRole("link", { name: "Continue" })).toBeVisible();
  void study;
});

test("no more surveys closes every page, and taking part again opens them where she was", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/sex");
  await page.goto(`${anna.link}/you/confirm?choice=no-more-surveys`);
  await page.getByRole("button", { name: "Yes, do this" }).click();
  await expect(heading(page)).toHaveText("It is done");
  await page.goto(anna.link);
  await expect(heading(page)).toHaveText("We do not ask you these questions any more");
  await inspect(page);

  await page.getByRole("contentinfo").getByRole("link", { name: "Your choices" }).click();
  await page.getByRole("link", { name: "Take part in surveys again" }).click();
  await inspect(page);
  await page.getByRole("checkbox", { name: "By post" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toContainText("You take part in surveys again");
  await page.goto(anna.link);
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(heading(page)).toHaveText("What is your sex?");
});

test("after sending, Anna reads her answers, and deletes them", async ({ page, study }) => {
  const before = study.export();
  const anna = study.enrol("Anna");
  await arriveAt(page, anna.link, "answers");
  await send(page, anna.link);
  await page.goto(`${anna.link}/you`);
  await page.getByRole("link", { name: "Read a copy of your answers" }).click();
  await expect(page.getByText("What is your sex?")).toBeVisible();
  await expect(page.getByText("14 March 1987")).toBeVisible();
  await inspect(page);

  await page.goto(`${anna.link}/you/confirm?choice=delete-answers`);
  await page.getByRole("button", { name: "Yes, do this" }).click();
  await expect(heading(page)).toHaveText("It is done");
  await page.goto(`${anna.link}/you/answers`);
  await expect(page.getByText("14 March 1987")).toHaveCount(0);
  const row = study.export().since(before)[0];
  expect(row).toMatchObject({ w0_status: "erased", w0_sex: "-5" });
});

test("a new device gives the birthday before it sees anything of hers", async ({
  page,
  anna,
  browser,
}) => {
  await arriveAt(page, anna.link, "q/sex");
  const other = await (await browser.newContext()).newPage();
  await other.goto(`${anna.link}/you/answers`);
  await expect(heading(other)).toHaveText("On which day were you born?");
  await write({ Day: "14", Month: "3" })(other);
  await goOn(other);
  await expect(heading(other)).toHaveText("Your choices");
  await other.context().close();
});

test("contact details and a break: what cannot be is said, what can is kept", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/sex");
  await page.goto(`${anna.link}/you/details`);
  const email = page.locator("#contact_email");
  await email.fill("anna at example.org");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await inspect(page);
  await page.getByRole("link", { name: /^Write an email address/ }).click();
  await expect(email).toBeFocused();
  await email.fill("anna@example.org");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("status")).toHaveText("We have saved your details.");

  await page.getByRole("link", { name: "Take a break from messages" }).click();
  await write({ Day: "31", Month: "2", Year: "2030" })(page);
  await page.getByRole("button", { name: "Take a break" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await inspect(page);
});

test("after her name is deleted, her page says what is gone and offers only what works", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/sex");
  await page.goto(`${anna.link}/you/confirm?choice=delete-identity`);
  await expect(page.getByText("nobody from the study can call you")).toHaveCount(0);
  await page.getByRole("button", { name: "Yes, do this" }).click();
  await page.getByRole("link", { name: "Back to your choices" }).click();

  await expect(page.getByRole("heading", { name: "What we deleted" })).toBeVisible();
  await expect(page.getByText(/^Your name and contact details, on/)).toBeVisible();
  await expect(page.getByText("We still use the answers you have given us")).toBeVisible();
  for (const gone of ["Take a break from messages", "Your contact details and language"]) {
    await expect(page.getByRole("link", { name: gone })).toHaveCount(0);
  }
  await inspect(page);
  await page.getByRole("link", { name: "Stop, or do less" }).click();
  await expect(page.getByRole("radio")).toHaveCount(2);
  await inspect(page);
});

test("whoever may be called about an answer is told what deleting a number means", async ({
  page,
  lantern,
}) => {
  const anna = lantern.enrol("Anna", "1987-03-14", "07700 900101");
  await page.goto(anna.link);
  await page.getByRole("link", { name: "Continue" }).or(page.getByRole("link", { name: "Start" })).click();
  await write({ Day: "14", Month: "3" })(page);
  await goOn(page);
  await agree(page);
  await page.getByRole("button", { name: "Save and continue" }).click();
  for (const point of await page.getByRole("radio", { name: "Several days" }).all()) {
    await point.check();
  }
  await goOn(page);
  await page.goto(`${anna.link}/you/confirm?choice=delete-identity`);

  await expect(page.getByText("nobody from the study can call you")).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "116 123" })).toBeVisible();
  await inspect(page);
  await page.getByRole("button", { name: "Yes, do this" }).click();
  await expect(heading(page)).toHaveText("It is done");
});

test("how Anna is contacted stands on her page, each way with where it goes and what stops it", async ({
  page,
  study,
}) => {
  const anna = study.enrol("Anna");
  await page.goto(anna.link);
  await expect(page.getByRole("link", { name: "Change how we contact you" })).toBeVisible();
  await arriveAt(page, anna.link, "answers");
  await send(page, anna.link);
  await page.goto(`${anna.link}/thanks`);
  await page.getByRole("link", { name: "Change how we contact you" }).click();

  const ways = page.getByRole("term");
  await expect(page.getByRole("heading", { name: "How we contact you" })).toBeVisible();
  await expect(ways.filter({ hasText: /^(Texts|Emails|Phone calls|Letters|Language|A break)$/ })).toHaveCount(6);
  await inspect(page);
  await page.getByRole("link", { name: "Stop emails" }).click();
  await page.getByRole("button", { name: "Yes, do this" }).click();
  await page.getByRole("link", { name: "Back to your choices" }).click();
  await page.getByRole("link", { name: "Get emails" }).click();
  await page.getByRole("checkbox", { name: "By email" }).check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("link", { name: "Stop emails" })).toBeVisible();

  await page.getByRole("link", { name: "Your contact details and language" }).click();
  await write({ "Mobile phone number": "0770", "Language you would like us to use": "Welsh" })(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: /^Write a phone number/ }).click();
  await write({ "Mobile phone number": "07700 900777" })(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Cymraeg")).toBeVisible();
  await expect(page.getByText("07700 900777").or(page.getByText("a number that ends in 777")).first()).toBeVisible();

  await page.getByRole("link", { name: "Take a break from messages" }).click();
  const later = new Date(Date.now() + 20 * 24 * 3600 * 1000);
  await write({
    Day: String(later.getUTCDate()),
    Month: String(later.getUTCMonth() + 1),
    Year: String(later.getUTCFullYear()),
  })(page);
  await page.getByRole("button", { name: "Take a break" }).click();
  await expect(page.getByText(/^You asked us not to contact you until the end of/)).toBeVisible();
  await inspect(page);
});
