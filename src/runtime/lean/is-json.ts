/** Of a media type, written as documents and servers do. */
export const isJson = /[/+]json/i;
