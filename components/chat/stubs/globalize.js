// Web Chat carries CLDR tables for 44 languages; the browser's Intl knows them already. Also spares us Globalize's AMD wrappers,
// which Turbopack does not resolve.
const relativeTime = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const dateTime = new Intl.DateTimeFormat("en", { month: "long", day: "numeric", hour: "numeric", minute: "numeric" });
const pluralRules = new Intl.PluralRules("en");

const globalize = {
  plural: (count) => pluralRules.select(count),
  dateFormatter: () => (date) => dateTime.format(date),
  relativeTimeFormatter: (unit) => (value) => relativeTime.format(value, unit),
  unitFormatter: (unit, { form }) => {
    const format = new Intl.NumberFormat("en", { style: "unit", unit, unitDisplay: form });
    return (value) => format.format(value);
  },
};

export default function Globalize() {
  return globalize;
}
