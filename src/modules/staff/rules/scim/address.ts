/** Under what path of ours a directory finds SCIM 2.0. */
export const scimBase = '/scim/v2'
