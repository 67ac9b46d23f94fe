// Where the browser can, it keeps the way to a file, so that an upload goes on without choosing it again.
const NAME = "everkeep-uploads";
const STORE = "handles";

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within(mode, act) {
  try {
    const database = await open();
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    }).finally(() => database.close());
  } catch {
    return undefined; // private windows and old browsers: the person chooses the file again
  }
}

export const remember = (fingerprint, handle) => within("readwrite", (store) => store.put(handle, fingerprint));
export const forget = (fingerprint) => within("readwrite", (store) => store.delete(fingerprint));
export const recall = (fingerprint) => within("readonly", (store) => store.get(fingerprint));

/** The file behind a handle, when reading it is allowed; `ask` needs a click. Otherwise null. */
export async function fileOf(handle, ask) {
  try {
    const wanted = { mode: "read" };
    const granted = ask ? await handle.requestPermission(wanted) : await handle.queryPermission(wanted);
    return granted === "granted" ? await handle.getFile() : null;
  } catch {
    return null;
  }
}
