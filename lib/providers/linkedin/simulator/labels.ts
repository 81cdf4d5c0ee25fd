/** Values of each audience, most common first, as `[value, name]`; a null name is one LinkedIn knows none for. */
export type Value = { value: string; name: string | null };

const named = (type: string, first: number, names: readonly string[]): Value[] =>
  names.map((name, index) => ({ value: `urn:li:${type}:${first + index}`, name }));

const titles = [
  ...["Software Engineer", "Chief Financial Officer", "Marketing Manager", "Founder", "Project Manager"],
  ...["Human Resources Manager", "Chief Executive Officer", "Data Analyst", "Product Manager", "Consultant"],
  ...["Owner", "Sales Director", "Operations Manager", "Account Executive", "IT Director"],
  // Two titles of one name: LinkedIn's list has such pairs.
  ...["Controller", "Vice President Finance", "Software Engineer", "Business Analyst", "Recruiter"],
];
const functions = [
  ...["Accounting", "Administrative", "Arts and Design", "Business Development", "Consulting"],
  ...["Education", "Engineering", "Entrepreneurship", "Finance", "Healthcare Services", "Human Resources"],
  ...["Information Technology", "Legal", "Marketing", "Operations", "Product Management", "Sales"],
];
const seniorities = [
  ...["Unpaid", "Training", "Entry", "Senior", "Manager", "Director", "VP", "CXO", "Partner", "Owner"],
];
const industries = [
  ...["Software Development", "Financial Services", "IT Services and IT Consulting", "Manufacturing"],
  ...["Hospitals and Health Care", "Retail", "Higher Education", "Banking", "Insurance", "Construction"],
];
const countries: Value[] = [
  { value: "urn:li:geo:103644278", name: "United States" },
  { value: "urn:li:geo:101165590", name: "United Kingdom" },
  { value: "urn:li:geo:101282230", name: "Germany" },
  { value: "urn:li:geo:105015875", name: "France" },
  { value: "urn:li:geo:102713980", name: "India" },
  { value: "urn:li:geo:101452733", name: "Australia" },
];
const regions: Value[] = [
  { value: "urn:li:geo:90009446", name: "San Francisco Bay Area" },
  { value: "urn:li:geo:90000070", name: "New York City Metropolitan Area" },
  { value: "urn:li:geo:90009496", name: "London Area, United Kingdom" },
  { value: "urn:li:geo:90009712", name: "Berlin Metropolitan Area" },
  { value: "urn:li:geo:90009790", name: null },
];
const sizes: Value[] = [
  { value: "SIZE_1", name: "Self-employed" },
  { value: "SIZE_2_TO_10", name: "2-10" },
  { value: "SIZE_11_TO_50", name: "11-50" },
  { value: "SIZE_51_TO_200", name: "51-200" },
  { value: "SIZE_201_TO_500", name: "201-500" },
  { value: "SIZE_501_TO_1000", name: "501-1000" },
  { value: "SIZE_1001_TO_5000", name: "1001-5000" },
  { value: "SIZE_5001_TO_10000", name: "5001-10000" },
  { value: "SIZE_10001_OR_MORE", name: "10001+" },
];
/** More than the hundred LinkedIn tells. */
const companies = named(
  "organization",
  33_200_000,
  Array.from({ length: 130 }, (_, index) => `Example Company ${index + 1}`),
);

/** By pivot: the dimension it is kept under and the values there are. */
export const audiences: Record<string, { dimension: string; facet: string; values: Value[] }> = {
  MEMBER_JOB_TITLE: { dimension: "job_title", facet: "titles", values: named("title", 1, titles) },
  MEMBER_JOB_FUNCTION: {
    dimension: "job_function",
    facet: "jobFunctions",
    values: named("function", 1, functions),
  },
  MEMBER_SENIORITY: {
    dimension: "seniority",
    facet: "seniorities",
    values: named("seniority", 1, seniorities),
  },
  MEMBER_INDUSTRY: { dimension: "industry", facet: "industries", values: named("industry", 4, industries) },
  MEMBER_COMPANY_SIZE: { dimension: "company_size", facet: "staffCountRanges", values: sizes },
  MEMBER_COMPANY: { dimension: "company", facet: "employers", values: companies },
  MEMBER_COUNTRY_V2: { dimension: "country", facet: "locations", values: countries },
  MEMBER_REGION_V2: { dimension: "region", facet: "profileLocations", values: regions },
};

const names = new Map(
  Object.values(audiences).flatMap(({ facet, values }) =>
    values.flatMap(({ value, name }) => (name === null ? [] : [[value, { name, facet }] as const])),
  ),
);

/** What `adTargetingEntities` says of a URN; undefined when it knows nothing. */
export const labelOf = (urn: string) => names.get(urn);

/** How a value reads: its name, else the last part of its URN. */
export const readableValue = ({ value, name }: Value) => name ?? value.split(":").at(-1) ?? value;
