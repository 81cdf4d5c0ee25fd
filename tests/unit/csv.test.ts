import { expect, test } from "vitest";
import { csvLine } from "@/lib/domain/csv";

test("a text a spreadsheet would run is kept from running, whatever starts it", () => {
  for (const start of ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"])
    expect(csvLine([`${start}1+1`])).toBe(`'${start}1+1\r\n`);
  expect(csvLine(["\r=1"])).toBe(`"'\r=1"\r\n`);
  expect(csvLine(["\0=1"])).toBe("'=1\r\n");
});

test("commas, quotes and line breaks are quoted as RFC 4180 asks", () => {
  expect(csvLine(['say "hi", twice', "two\nlines", "plain", null])).toBe(
    '"say ""hi"", twice","two\nlines",plain,\r\n',
  );
});

test("numbers stay numbers, minus sign and all; a text in a number's column does not", () => {
  expect(csvLine(["-12.50", -3, 0], new Set([0, 1, 2]))).toBe("-12.50,-3,0\r\n");
  expect(csvLine(["-cmd|calc"], new Set([0]))).toBe("'-cmd|calc\r\n");
  expect(csvLine(["-12.50"])).toBe("'-12.50\r\n");
});
