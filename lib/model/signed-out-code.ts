/**
 * What the server closes the live socket with once whoever is at it is signed out: the page signs in again instead of connecting anew. In a file
 * of its own, since every page loads it.
 */
export const signedOutCode = 4401;
