/**
 * Powers and logarithms as Go's `math` computes them, step by step, because other implementations differ in the last digit:
 * `floor(log(1000, 10))` depends on it. Powers with a fraction go through `exp`, whose last digit Go leaves to the processor.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const L1 = 0.6666666666666735;
const L2 = 0.3999999999940942;
const L3 = 0.2857142874366239;
const L4 = 0.22222198432149784;
const L5 = 0.1818357216161805;
const L6 = 0.15313837699209373;
const L7 = 0.14798198605116586;

export function logarithm(x: number): number {
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x;
  if (x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  let { fraction, exponent } = split(x);
  if (fraction < Math.SQRT2 / 2) {
    fraction *= 2;
    exponent--;
  }
  const f = fraction - 1;
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const t1 = s2 * (L1 + s4 * (L3 + s4 * (L5 + s4 * L7)));
  const t2 = s4 * (L2 + s4 * (L4 + s4 * L6));
  const half = 0.5 * f * f;
  return exponent * LN2_HIGH - (half - (s * (half + (t1 + t2)) + exponent * LN2_LOW) - f);
}

export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (y === 1) return x;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -0.5) return 1 / Math.sqrt(x);
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y) || Math.abs(y) >= 2 ** 53) return x ** y;
  let whole = Math.trunc(Math.abs(y));
  let rest = Math.abs(y) - whole;
  if (rest !== 0 && x < 0) return Number.NaN;
  let mantissa = 1;
  let scale = 0;
  if (rest > 0.5) {
    rest--;
    whole++;
  }
  if (rest !== 0) mantissa = Math.exp(rest * logarithm(x));
  let { fraction, exponent } = split(x);
  for (; whole > 0; whole = Math.floor(whole / 2)) {
    if (Math.abs(exponent) > 4096) {
      scale += exponent;
      break;
    }
    if (whole % 2 === 1) {
      mantissa *= fraction;
      scale += exponent;
    }
    fraction *= fraction;
    exponent *= 2;
    if (fraction < 0.5) {
      fraction += fraction;
      exponent--;
    }
  }
  return y < 0 ? scaled(1 / mantissa, -scale) : scaled(mantissa, scale);
}

/** `x` = fraction × 2^exponent with a fraction from 0.5 up to 1. */
function split(x: number): { fraction: number; exponent: number } {
  let exponent = Math.min(1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let fraction = scaled(x, -exponent);
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    exponent++;
  }
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    exponent--;
  }
  return { fraction, exponent };
}

/** In steps that neither overflow nor lose bits on the way. */
function scaled(x: number, exponent: number): number {
  let result = x;
  let left = exponent;
  for (; left > 1000 && Number.isFinite(result); left -= 1000) result *= 2 ** 1000;
  for (; left < -1000 && result !== 0; left += 1000) result *= 2 ** -1000;
  return result * 2 ** Math.max(-1074, Math.min(left, 1023));
}
