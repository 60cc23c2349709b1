import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { MARK } from "../support/translated";
import { CONSENT } from "../support/answers";

test("what is saved and how much may still be written is told in the language of the page", async ({
  page,
  inUrdu,
}) => {
  const { link } = inUrdu.enrol("Anna");
  const post = async (path: string, form: Record<string, string | string[]>): Promise<void> => {
    const fields = new URLSearchParams();
    for (const [name, value] of Object.entries(form)) {
      for (const one of [value].flat()) fields.append(name, one);
    }
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await page.request.post(`${link}${path}`, { data: fields.toString(), headers, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
  };
  await post("/language", { language: "ur" });
  await post("/consent", CONSENT);
  await post("/q/dob", { dob_none: "-9", then: "next" });
  await post("/q/sex", { sex: "1", then: "next" });
  await page.goto(`${link}/q/genid`);

  await page.getByRole("textbox").fill("non-binary");

  await expect(page.locator(".count")).toHaveText(`${MARK} You have 90 characters left`);
  await expect(page.getByRole("status")).toHaveText(`${MARK} Saved`);
  await inspect(page, "ur");
});
