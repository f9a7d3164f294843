/** Instead of the title of a topic that was taken down, in what people had been told of it. */
export const hiddenTitle = '（非表示になった話題）'
