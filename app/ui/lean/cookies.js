/* `universal-cookie` for an app without `rx.Cookie`: its only cookie is one that no script can read. */
const refuse = () => {
  throw new Error("rx.Cookie is not in the bundle: see app/ui/lean");
};

export default class Cookies {
  get = refuse;
  set = refuse;
  remove = refuse;
}
