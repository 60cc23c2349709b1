// Whoever speaks with participants: finds one of theirs, records what they say, gives a new link.
import { arriveAt } from "../support/answers";
import { inspect } from "../support/inspection";
import { Keyboard } from "../support/keyboard";
import { comeIn, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { agree, heading } from "../support/ways";

const OF_STUDY = ["--study", "bridgeway"];

test("a supervisor gives cases, and the interviewer records a stop that holds at once", async ({
  page,
  browser,
  study,
  anna,
}, info) => {
  await comeIn(page, study.invite(`sue-${mark(info)}@example.org`, "supervisor", ...OF_STUDY), "Sue");
  const other = await browser.newContext({
    javaScriptEnabled: info.project.use.javaScriptEnabled ?? true,
  });
  const ivy = await other.newPage();
  const name = `Ivy ${mark(info)}`;
  const link = study.invite(`ivy-${mark(info)}@example.org`, "interviewer", ...OF_STUDY);
  await comeIn(ivy, link, name);
  await ivy.getByRole("link", { name: /Participants: find/ }).click();
  await expect(ivy.getByText("There is nobody in your list now.")).toBeVisible();
  await inspect(ivy);

  await page.getByRole("link", { name: /Cases: give/ }).click();
  await inspect(page);
  await page.getByRole("button", { name: "Give them" }).click();
  await expect(page.getByRole("link", { name: "Choose an interviewer" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("Interviewer").selectOption(name);
  await page.getByLabel("Study numbers").fill(anna.number);
  await page.getByRole("button", { name: "Give them" }).click();
  await page.getByRole("link", { name }).click();
  await expect(page.getByLabel(anna.number)).toBeVisible();
  await inspect(page);

  await ivy.reload();
  await inspect(ivy);
  await ivy.getByLabel(/Study number, phone/).fill("DEMO-00001");
  await ivy.getByRole("button", { name: "Find" }).click();
  await expect(ivy.getByRole("link", { name: /Nobody whom you look after/ })).toBeVisible();
  await inspect(ivy);
  await ivy.getByLabel(/Study number, phone/).fill(study.enrol("Ben", "1980-05-04").number);
  await ivy.getByLabel("Day", { exact: true }).fill("4");
  await ivy.getByLabel("Month", { exact: true }).fill("5");
  await ivy.getByRole("button", { name: "Find" }).click();
  await expect(ivy.getByText(/you do not look after them/)).toBeVisible();
  await inspect(ivy);
  await ivy.getByRole("link", { name: anna.number }).click();
  await expect(heading(ivy)).toHaveText(`Participant ${anna.number}`);
  await inspect(ivy);

  await ivy.getByRole("link", { name: "Record that they stop, or do less" }).click();
  await inspect(ivy);
  await ivy.getByRole("button", { name: "Continue" }).click();
  await expect(ivy.getByRole("link", { name: "Choose what stops" })).toBeVisible();
  await inspect(ivy);
  await ivy.getByLabel("No more surveys and no more messages").check();
  await ivy.getByLabel("The participant", { exact: true }).check();
  await ivy.getByLabel("In writing").check();
  await ivy.getByLabel("Why, if they said so").fill("<script>document.title='no'</script>");
  await ivy.getByRole("button", { name: "Continue" }).click();
  await expect(heading(ivy)).toHaveText("Is this right?");
  await expect(ivy.getByText("We send you no more surveys.")).toBeVisible();
  await inspect(ivy);
  await ivy.getByRole("button", { name: "Yes, record this" }).click();
  await expect(heading(ivy)).toHaveText("It is recorded");
  await inspect(ivy);
  await ivy.getByRole("link", { name: "Back to the participant" }).click();
  await expect(ivy.getByText("<script>document.title='no'</script>")).toBeVisible();
  await inspect(ivy);

  await page.goto(`${anna.link}/consent`);
  await expect(page.getByText(/no more surveys/)).toBeVisible();
  await other.close();
});

test("consent on paper is recorded, and a new link takes the place of the old", async ({
  page,
  study,
}, info) => {
  const ben = study.enrol("Ben", "1980-05-04");
  await comeIn(page, study.invite(`max-${mark(info)}@example.org`, "supervisor", ...OF_STUDY), "Max");
  await page.goto(`${study.address}/staff/bridgeway/participants`);
  await page.getByLabel(/Study number, phone/).fill(ben.number);
  await page.getByRole("button", { name: "Find" }).click();
  const his = page.url();

  await page.getByRole("link", { name: /Record consent given/ }).click();
  await inspect(page);
  await page.getByRole("button", { name: "Record consent" }).click();
  await expect(page.getByRole("link", { name: "Write who was there" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("On paper, or in another writing").check();
  await page.getByLabel("Who was there").fill("MI");
  await agree(page);
  await page.getByRole("button", { name: "Record consent" }).click();
  await expect(page.getByText("Recorded what they said.")).toBeVisible();
  await expect(page.getByText("They take part under the consent form")).toBeVisible();
  await inspect(page);

  await page.getByLabel("For which survey").selectOption("Baseline");
  await page.getByRole("button", { name: "Issue a new link" }).click();
  await expect(page.getByRole("heading", { name: "Their new link" })).toBeVisible();
  await inspect(page);
  const link = new URL(await page.locator("code").first().innerText());
  await page.goto(ben.link);
  await expect(heading(page)).toHaveText("This link no longer works");
  await page.goto(study.address + link.pathname);
  await expect(page.getByRole("link", { name: /Start|Continue/ })).toBeVisible();
  await page.goto(his);
  await expect(page.getByText(link.pathname)).toHaveCount(0);
});

test("a stop is recorded, and taken back, with the keyboard alone", async ({ page, study }, info) => {
  const dev = study.enrol("Dev");
  const keys = new Keyboard(page);
  await comeIn(page, study.invite(`kim-${mark(info)}@example.org`, "supervisor", ...OF_STUDY), "Kim");
  await page.goto(`${study.address}/staff/bridgeway/participants`);

  await keys.write(page.getByLabel(/Study number, phone/), dev.number);
  await page.keyboard.press("Enter");
  await keys.press(page.getByRole("link", { name: "Record that they stop, or do less" }));
  await keys.choose(page.getByLabel("Nobody can reach the person"), page.getByLabel("Stop texts"));
  await keys.choose(page.getByLabel("Nobody: staff learned of it"), page.getByLabel("The participant", { exact: true }));
  await keys.choose(page.getByLabel("In writing"), page.getByLabel("By telephone or in person"));
  await keys.write(page.getByLabel("Why, if they said so"), "Two letters came back");
  await keys.press(page.getByRole("button", { name: "Continue" }));
  await keys.press(page.getByRole("button", { name: "Yes, record this" }));
  await expect(heading(page)).toHaveText("It is recorded");
  await keys.press(page.getByRole("link", { name: "Back to the participant" }));
  await keys.press(page.getByRole("button", { name: /Take this back/ }));

  await expect(page.getByText("Recorded: it goes on again.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Take this back/ })).toHaveCount(0);
  await inspect(page);
});

test("a site lead is written to when support stops, and finds out what and when by the link", async ({
  page,
  browser,
  study,
}, info) => {
  const email = `lea-${mark(info)}@example.org`;
  await comeIn(page, study.invite(email, "site-lead", ...OF_STUDY, "--site", "ashmere"), "Lea");
  const anna = study.enrolInFull("Anna", { site: "ashmere" });
  const hers = await (await browser.newContext()).newPage();
  await arriveAt(hers, anna.link, "q/sex");
  await hers.goto(`${anna.link}/you/confirm?choice=stop-support`);
  await expect(hers.getByText("We tell the people who look after your site")).toBeVisible();
  await hers.getByRole("button", { name: "Yes, do this" }).click();
  await expect(heading(hers)).toHaveText("It is done");
  await hers.context().close();

  const letter = () => study.mails().find((mail) => mail.includes(email) && mail.includes("1 choice"));
  await expect.poll(letter).toBeDefined();
  const path = /\/staff\/bridgeway\/participants\/\d+/.exec(letter()!)![0];
  await page.goto(study.address + path);
  await expect(page.getByText("Stop the support, but stay in the study", { exact: true })).toBeVisible();
  await expect(page.getByText(/on their own page\. Decided by the participant/)).toBeVisible();
  await inspect(page);

  await page.getByRole("link", { name: "Record that they stop, or do less" }).click();
  await page.getByLabel("The person has died").check();
  await page.getByLabel("Nobody: staff learned of it").check();
  await page.getByLabel("By telephone or in person").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("They get no more surveys.")).toBeVisible();
  await expect(page.getByText("You can read this to them:")).toHaveCount(0);
  await inspect(page);
});

test("Rita rings in: she is emailed her link again and reached by text from now on, and can complain", async ({
  page,
  browser,
  study,
}, info) => {
  const email = `rita-${mark(info)}@example.org`;
  const rita = study.enrolInFull("Rita", { first_name: "Rita", email });
  const hers = await (await browser.newContext()).newPage();
  await arriveAt(hers, rita.link, "q/sex");
  await hers.context().close();
  await comeIn(page, study.invite(`sol-${mark(info)}@example.org`, "supervisor", ...OF_STUDY), "Sol");
  await page.goto(`${study.address}/staff/bridgeway/participants`);
  await page.getByLabel(/Study number, phone/).fill(email);
  await page.getByRole("button", { name: "Find" }).click();
  await expect(heading(page)).toHaveText(`Participant ${rita.number}`);
  await expect(page.getByRole("link", { name: "Interview them by telephone: Baseline" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Send it by text/ })).toHaveCount(0);

  await page.getByRole("button", { name: "Send it by email: Baseline" }).click();
  await expect(page.getByText(/It goes by email now/)).toBeVisible();
  await inspect(page);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("Last: Survey invitation, by email. Sent")).toBeVisible({ timeout: 500 });
  }).toPass();

  await page.getByText("Change how they are reached").click();
  await page.getByLabel("New telephone number").fill("the same as ever");
  await page.getByRole("button", { name: "Change these" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("New telephone number")).toHaveValue("the same as ever");
  await inspect(page);
  await page.getByLabel("New telephone number").fill("07700 900982");
  await page.getByRole("button", { name: "Change these" }).click();
  await expect(page.getByText("It is used in the ways in which they agreed to be reached.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send it by text: Baseline" })).toBeVisible();
  await expect(page.getByText(email)).toBeVisible();

  const [form] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: "Write down a complaint" }).click(),
  ]);
  await expect(heading(form)).toHaveText("Make a complaint");
  await expect(heading(page)).toHaveText(`Participant ${rita.number}`);
});
