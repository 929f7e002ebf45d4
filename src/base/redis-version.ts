/** The version of Redis whose commands and replies we follow: INFO, HELLO and LOLWUT tell it. */
export const REDIS_VERSION = '7.4.0';
