/**
 * Whether whoever started the process wants memory to be checked at every step: SEGKV_VERIFY=1 in
 * the environment. It is a tool for tests and for hunting faults, so it is no directive; and it
 * holds for every server of the process, however that was configured.
 */
export function isVerifyRequested(environment: NodeJS.ProcessEnv = process.env): boolean {
  return environment.SEGKV_VERIFY === '1';
}
