/**
 * RFC 3339 as the provider reads it, with Go's `time.Parse`: upper-case T and Z, a zone is needed, days exist in their month,
 * there is no second 60. What Go lets pass beyond the RFC passes here too: an hour of one digit, a comma before the fraction.
 */
const FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:Z|[+-](\d{2}):(\d{2}))$/;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isDateTime(text: string): boolean {
  const found = FORM.exec(text);
  if (found === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = found
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= (DAYS[month - 1] ?? 0) + (month === 2 && isLeapYear(year) ? 1 : 0) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    zoneHour <= 24 &&
    zoneMinute <= 60
  );
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
