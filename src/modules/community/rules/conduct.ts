/** Version of the rules of conduct a person agrees to; raised when their text changes in substance. */
export const conductVersion = 1
