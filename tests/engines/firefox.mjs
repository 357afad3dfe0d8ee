// Ouvre la page du banc dans Firefox (WebDriver BiDi) et écrit ce qu'elle a trouvé. Usage : node firefox.mjs ADRESSE
import puppeteer from "puppeteer-core";

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.env.NAVIGATEUR,
  headless: true,
  protocolTimeout: 280_000,
});
try {
  const page = await browser.newPage();
  await page.goto(process.argv[2]);
  const end = Date.now() + 580_000;
  while ((await page.title()) !== "fini" && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
  process.stdout.write(await page.$eval("#sortie-banc", (element) => element.textContent));
} finally {
  await browser.close();
}
