declare module "*.svg?icon" {
  const outline: string
  export default outline
}
