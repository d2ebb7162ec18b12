/** Style sheets come into the bundle as their text. */
declare module '*.css' {
  const text: string;
  export default text;
}
