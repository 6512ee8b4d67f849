declare module "*.sync.json" {
  const text: string;
  export default text;
}
