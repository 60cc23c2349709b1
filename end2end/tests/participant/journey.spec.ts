import type { Page } from "@playwright/test";

import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { agree, both, choose, fill, goOn, heading, rate, tick, write, type Act } from "../support/ways";

type Step = [question: string, answer: Act];

const SOMEBODY: Step[] = [
  ["What is your date of birth?", write({ Day: "14", Month: "3", Year: "1987" })],
  ["What is your sex?", choose("Female")],
  ["Is the gender you identify with the same as your sex registered at birth?", choose("Yes")],
  ["What is your ethnic group?", choose("Mixed or Multiple ethnic groups")],
  [
    "Which one best describes your Mixed or Multiple ethnic group or background?",
    choose("White and Asian"),
  ],
  ["Does your household own or rent the home you live in?", choose("Rents")],
  ["Who is your landlord?", choose("Council or local authority")],
  ["Have you achieved a qualification at degree level or above?", choose("No")],
  ["Which is the highest of these you have achieved?", choose("Apprenticeship")],
  [
    "Do you look after, or give any help or support to, anyone because they have long-term physical " +
      "or mental health conditions or illnesses, or problems related to old age?",
    choose("No"),
  ],
];

const AT_WORK: Step[] = [
  [
    "In the last seven days, were you doing any of the following?",
    tick("Working as an employee", "Doing any other kind of paid work"),
  ],
  ["In your main job, what is your employment status?", choose("Employee")],
  [
    "In your main job, how many hours a week do you usually work?",
    write({ "In your main job, how many hours a week do you usually work?": "30.5" }),
  ],
  [
    "What is your usual take-home pay from your main job, after tax and other deductions?",
    both(write({ "Amount in pounds": "£1,310.50" }), (page) =>
      page.getByRole("combobox", { name: "How often" }).selectOption("a month").then(() => {}),
    ),
  ],
  [
    "In the last 28 days, how many days have you spent off work for any personal health reasons?",
    tick("Prefer not to say"),
  ],
  [
    "How confident are you that you will still be in paid work in three months' time?",
    choose("8"),
  ],
];

const LOOKING_FOR_WORK: Step[] = [
  ["In the last seven days, were you doing any of the following?", tick("None of these apply")],
  [
    "Which of the following describes what you were doing in the last seven days?",
    tick("Studying", "Other"),
  ],
  ["In the last four weeks, were you actively looking for any kind of paid work?", choose("Yes")],
  ["Are you available to start work in the next two weeks?", choose("Yes")],
  ["In the last seven days, were you waiting to start a job already accepted?", choose("No")],
  ["Have you ever done any paid work?", choose("Yes, in the last 12 months")],
  [
    "How confident are you that you could do each of these?",
    rate({
      "find jobs that would suit you": "5",
      "write a good application or CV": "6",
      "do well in an interview": "0",
      "talk to an employer about your health": "3",
      "keep going after a setback": "10",
    }),
  ],
  ["How likely do you think it is that you will be in paid work in six months' time?", choose("6")],
];

const EVERYBODY: Step[] = [
  [
    "Which of these, if any, make it hard for you to find work or stay in work?",
    both(tick("Transport", "Other"), fill(/^Please say what.*for: Other$/, "My shifts 🌙")),
  ],
  ["Are you getting any of these at the moment?", tick("None")],
  ["How well are you managing financially at the moment?", choose("Just about managing")],
  [
    "In the last three months, have you fallen behind with any household bills or credit payments?",
    choose("No"),
  ],
  ["How is your health in general?", choose("Fair")],
  [
    "Do you have any physical or mental health conditions or illnesses lasting or expected to last " +
      "12 months or more?",
    choose("Yes"),
  ],
  [
    "Do any of these conditions or illnesses affect you in any of the following areas?",
    tick("Mobility", "Memory"),
  ],
  [
    "Do any of your conditions or illnesses reduce your ability to carry out day-to-day activities?",
    choose("Yes, a little"),
  ],
  ["How much does your health limit the kind or amount of paid work you could do?", choose("4")],
  [
    "Your life",
    rate({
      "Overall, how satisfied are you with your life nowadays?": "7",
      "Overall, to what extent do you feel": "8",
      "Overall, how happy did you feel yesterday?": "6",
      "overall, how anxious did you feel yesterday?": "3",
    }),
  ],
  [
    "You and other people",
    rate({
      "How often do you feel that you lack companionship?": "Some of the time",
      "How often do you feel left out?": "Hardly ever or never",
      "How often do you feel isolated from others?": "Often",
      "How often do you feel lonely?": "Occasionally",
    }),
  ],
  [
    "Please check your phone number, email and address.",
    write({ "Mobile phone number": "07700 900101", Postcode: "ZZ99 3WZ" }),
  ],
];

test.use({ viewport: { width: 320, height: 640 } });

test("Anna, who is in work, answers the baseline, changes an answer and sends: her row is in the dataset", async ({
  page,
  study,
}) => {
  const before = study.export();
  const anna = study.enrol("Anna", "1987-03-14");

  await page.goto(anna.link);
  await inspect(page);
  await page.getByRole("link", { name: "Start" }).click();
  await expect(heading(page)).toHaveText("On which day were you born?");
  await inspect(page);
  await write({ Day: "14", Month: "3" })(page);
  await goOn(page);
  await consents(page);
  for (const step of [...SOMEBODY, ...AT_WORK, ...EVERYBODY]) {
    await inspect(page);
    await answers(page, step);
  }

  await expect(heading(page)).toHaveText("Check your answers");
  await inspect(page);
  for (const said of ["14 March 1987", "30.5 hours a week", "£1,310.50 a month", "Other: My shifts 🌙"]) {
    await expect(page.getByRole("definition").filter({ hasText: said })).toBeVisible();
  }
  await page.getByRole("link", { name: /^Change.*In your main job, how many hours/ }).click();
  const hours = page.getByRole("textbox", { name: "In your main job, how many hours" });
  await expect(hours).toHaveValue("30.5");
  await hours.fill("32");
  await goOn(page);
  await expect(page.getByRole("definition").filter({ hasText: "32 hours a week" })).toBeVisible();
  await page.getByRole("button", { name: "Send" }).click();

  await expect(heading(page)).toHaveText("Thank you");
  await expect(page.getByText("Call 116 123")).toBeVisible();
  await expect(page.getByText("Call 999", { exact: false }).first()).toBeVisible();
  await inspect(page);

  const rows = study.export().since(before);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    w0_sex: "1",
    w0_ethdet: "203",
    w0_empact_01: "1",
    w0_empact_02: "0",
    w0_empact_05: "1",
    w0_hours: "32",
    w0_payamt: "1310.5",
    w0_payper: "5",
    w0_sickdays: "-9",
    w0_retain: "8",
    w0_lookwk: "-1",
    w0_jse_a: "-1",
    w0_barrier_05: "1",
    w0_barrier_96: "1",
    w0_barrier_97: "0",
    w0_d_cohort: "2",
    w0_ucla3_tot: "6",
    w1_empact_01: "-3",
    w2_empact_01: "-3",
  });
  expect(Object.keys(rows[0]).filter((name) => /dob|mobile|barrier_96t/.test(name))).toEqual([]);
});

test("Ben, who is out of work and looking, is asked other pages and sends them", async ({
  page,
  study,
}) => {
  const before = study.export();
  const ben = study.enrol("Ben");

  await page.goto(ben.link);
  await page.getByRole("link", { name: "Start" }).click();
  await consents(page);
  for (const step of SOMEBODY) await answers(page, step);
  for (const step of LOOKING_FOR_WORK) {
    await inspect(page);
    await answers(page, step);
  }
  for (const step of EVERYBODY) await answers(page, step);
  await expect(heading(page)).toHaveText("Check your answers");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(heading(page)).toHaveText("Thank you");

  const rows = study.export().since(before);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    w0_empact_06: "1",
    w0_notemp_02: "1",
    w0_lookwk: "1",
    w0_jse_c: "0",
    w0_jse_e: "10",
    w0_expwork: "6",
    w0_hours: "-1",
    w0_payamt: "-1",
    w0_d_cohort: "1",
  });
});

async function consents(page: Page): Promise<void> {
  await expect(heading(page)).toHaveText("Do you agree to take part?");
  await inspect(page);
  await agree(page);
  await page.getByRole("button", { name: "Save and continue" }).click();
}

async function answers(page: Page, [question, answer]: Step): Promise<void> {
  await expect(heading(page)).toHaveText(question);
  await answer(page);
  await goOn(page);
}
