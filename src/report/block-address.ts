/** The address of the block of an instance: `module.a["x"].aws_y.z[0]` is an instance of `module.a.aws_y.z`. */
export function withoutKeys(address: string): string {
  return address.replace(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, '');
}
