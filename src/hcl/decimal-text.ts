/** Beyond this many places an exponent is left as it is written. */
const MAXIMUM_PLACES = 100_000;

/** A number literal as a plain decimal: no exponent, no needless zeros. `1.50` gives `1.5`, `1e3` gives `1000`. */
export function decimalText(literal: string): string {
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  // The decimal point stands behind this many digits.
  const point = whole.length + Number(exponent);
  if (!(Math.abs(point) <= MAXIMUM_PLACES)) return literal;
  const wholeDigits = digits.slice(0, Math.max(point, 0)).padEnd(Math.max(point, 0), '0');
  const fractionDigits = point < 0 ? '0'.repeat(-point) + digits : digits.slice(point);
  const shownWhole = wholeDigits.replace(/^0+(?=\d)/, '') || '0';
  const shownFraction = fractionDigits.replace(/0+$/, '');
  return shownFraction === '' ? shownWhole : `${shownWhole}.${shownFraction}`;
}
