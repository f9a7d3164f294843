/** The password of every sign-in of the fictional demo city; shown on the sign-in page in demo mode only. */
export const demoPassword = 'banso-demo-2026'
