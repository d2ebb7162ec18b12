/** opencc-js ships its tables without types: entries `from to1 to2…` joined by `|`. */
declare module 'opencc-js/dict/*' {
  const table: string;
  // eslint-disable-next-line import/no-default-export -- the shape of the package
  export default table;
}
