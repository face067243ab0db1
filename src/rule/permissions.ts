/** The vocabulary of rules about what roles may do: a second file, so that it is loaded with those rules only. */
export { NETWORK_ACTIONS } from '../lambda/managed-policies.ts';
export { grants } from '../lambda/permissions.ts';
export { readPolicy } from '../lambda/policy-document.ts';
export { mayLetRolesIn } from '../lambda/resource-policies.ts';
export { isRole, roleOf, rolePolicies } from '../lambda/role-policies.ts';
